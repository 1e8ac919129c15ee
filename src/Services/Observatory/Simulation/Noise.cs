namespace OneStop.Observatory.Simulation;

/// <summary>Chance that can be asked again: the same question gives the same answer, on every node and in every run.</summary>
internal static class Noise
{
    /// <summary>Evenly spread over 0 to 1.</summary>
    internal static double Even(ulong seed, long index)
    {
        // SplitMix64 (Steele, Lea, Flood 2014).
        var z = seed + ((ulong)index * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A smooth curve between −1 and 1 that forgets itself over about <paramref name="period"/>.</summary>
    internal static double Smooth(ulong seed, double at, double period)
    {
        var position = at / period;
        var index = Math.Floor(position);
        var part = position - index;
        var (from, to) = (Even(seed, (long)index), Even(seed, (long)index + 1));
        return (2 * (from + ((to - from) * part * part * (3 - (2 * part))))) - 1;
    }

    /// <summary>A seed for a name, the same in every process (string hashes are not).</summary>
    internal static ulong Seed(ReadOnlySpan<char> name, ulong salt = 0)
    {
        var hash = 14695981039346656037UL ^ salt;
        foreach (var character in name)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        return hash;
    }
}
