namespace OneStop.Platform.Data;

public static class StoredTime
{
    /// <summary>Now, as fine as both engines keep it (microseconds): a finer instant would come back changed.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
