namespace OneStop.Usage.Counting;

/// <summary>An array of counters for each core, so that cores do not fight for a cache line; draining takes each count exactly once.</summary>
internal sealed class Counters
{
    private readonly long[][] shards;

    public Counters(Cells cells) =>
        shards = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new long[cells.Count])];

    internal void Add(int cell) => Interlocked.Increment(ref shards[(uint)Thread.GetCurrentProcessorId() % (uint)shards.Length][cell]);

    internal Dictionary<int, long> Drain()
    {
        var drained = new Dictionary<int, long>();
        foreach (var shard in shards)
        {
            for (var cell = 0; cell < shard.Length; cell++)
            {
                if (Volatile.Read(ref shard[cell]) != 0)
                {
                    drained[cell] = drained.GetValueOrDefault(cell) + Interlocked.Exchange(ref shard[cell], 0);
                }
            }
        }

        return drained;
    }
}
