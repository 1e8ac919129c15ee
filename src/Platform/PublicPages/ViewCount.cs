namespace OneStop.Platform.PublicPages;

/// <summary>One number that all cores add to without fighting for a cache line.</summary>
internal sealed class ViewCount
{
    // Sixteen longs apart: two lines, as processors fetch them in pairs.
    private const int Apart = 16;
    private readonly long[] shards = new long[(Environment.ProcessorCount + 1) * Apart];

    internal long Total
    {
        get
        {
            var total = 0L;
            for (var i = Apart; i < shards.Length; i += Apart)
            {
                total += Volatile.Read(ref shards[i]);
            }

            return total;
        }
    }

    internal void Add() => Interlocked.Increment(ref shards[(1 + (Thread.GetCurrentProcessorId() % Environment.ProcessorCount)) * Apart]);
}
