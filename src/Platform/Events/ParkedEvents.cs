using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Platform.Events;

/// <summary>Deliveries that failed too often, for an operator who has mended the cause.</summary>
public sealed class ParkedEvents(PlatformDb db, Writes writes, EventSignal signal)
{
    public async Task<IReadOnlyList<ParkedDelivery>> ListAsync(CancellationToken ct = default) =>
        await db.Deliveries.Where(delivery => delivery.State == DeliveryState.Parked).OrderBy(delivery => delivery.EventId).Take(1000)
            .Select(delivery => new ParkedDelivery(delivery.EventId, delivery.EventName, delivery.Subscriber, delivery.LastError ?? "")).ToListAsync(ct);

    /// <summary>Lets all of them be tried again at once; answers how many.</summary>
    public async Task<int> RetryAsync(CancellationToken ct = default) =>
        await writes.RunAsync(async write =>
        {
            write.AfterCommit(signal.Raise);
            return await write.Get<PlatformDb>().Deliveries.Where(delivery => delivery.State == DeliveryState.Parked)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(delivery => delivery.State, DeliveryState.Waiting)
                    .SetProperty(delivery => delivery.Attempts, 0)
                    .SetProperty(delivery => delivery.NextAt, 0L), ct);
        }, ct);
}

public sealed record ParkedDelivery(Guid EventId, string EventName, string Subscriber, string LastError);
