namespace OneStop.Companies.Generate;

/// <summary>Chance that repeats itself: the same index draws the same on every machine (SplitMix64).</summary>
internal struct Draw(long index, int stream)
{
    private ulong state = ((ulong)index * 0x9E3779B97F4A7C15) ^ ((ulong)stream << 56);

    internal ulong Bits()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    internal int Below(int bound) => (int)(Bits() % (ulong)bound);

    internal bool Percent(int chance) => Below(100) < chance;

    internal T One<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>The first of the list far oftener than the last, as words are in real names.</summary>
    internal T Common<T>(IReadOnlyList<T> list)
    {
        var share = (Bits() >> 11) * (1.0 / (1UL << 53));
        return list[(int)(share * share * list.Count)];
    }
}
