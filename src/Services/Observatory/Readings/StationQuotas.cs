using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace OneStop.Observatory.Readings;

/// <summary>
/// How much one station may send, so that one that floods does not drown the others: <c>Observatory:ReadingsPerMinute</c> (1,200) in the
/// long run, five times as many at once after a silence (two days of ten-minute readings of a whole station).
/// </summary>
internal sealed class StationQuotas(IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly int perMinute = configuration.GetValue("Observatory:ReadingsPerMinute", 1_200);
    private PartitionedRateLimiter<string>? stations;

    /// <summary>False where the station must wait.</summary>
    internal bool Allows(string station, int readings)
    {
        using var lease = (stations ??= Create()).AttemptAcquire(station, Math.Min(readings, perMinute * 5));
        return lease.IsAcquired;
    }

    public void Dispose() => stations?.Dispose();

    private PartitionedRateLimiter<string> Create() => PartitionedRateLimiter.Create<string, string>(station => RateLimitPartition.GetTokenBucketLimiter(station, _ => new()
    {
        TokenLimit = perMinute * 5,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = Period,
        AutoReplenishment = true,
    }));
}
