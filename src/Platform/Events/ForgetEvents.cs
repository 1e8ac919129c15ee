using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Jobs;

namespace OneStop.Platform.Events;

/// <summary>Each night removes what every subscriber has worked off for a month; what waits or is parked stays.</summary>
public sealed class ForgetEvents(Writes writes, TimeProvider time) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private const int Slice = 5_000;

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Kept;
        while (await writes.RunAsync(write => ForgetSliceAsync(write.Get<PlatformDb>(), before, ct), ct) == Slice)
        {
        }
    }

    private static async Task<int> ForgetSliceAsync(PlatformDb db, DateTimeOffset before, CancellationToken ct)
    {
        var forgotten = await db.Events
            .Where(stored => stored.HappenedAt < before
                && !db.Deliveries.Any(delivery => delivery.EventId == stored.Id && delivery.State != DeliveryState.Done))
            .OrderBy(stored => stored.HappenedAt).Take(Slice).Select(stored => stored.Id).ToListAsync(ct);
        await db.Deliveries.Where(delivery => forgotten.Contains(delivery.EventId)).ExecuteDeleteAsync(ct);
        await db.Events.Where(stored => forgotten.Contains(stored.Id)).ExecuteDeleteAsync(ct);
        return forgotten.Count;
    }
}
