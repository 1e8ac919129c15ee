using Microsoft.EntityFrameworkCore;

namespace OneStop.Platform.Events;

/// <summary>The delivery a handler works off. Marking it done fails where another node has taken it over or finished it.</summary>
internal sealed class CurrentDelivery(Guid eventId, string subscriber, string claim)
{
    public bool Done { get; private set; }

    public async Task MarkDoneAsync(PlatformDb db, CancellationToken ct)
    {
        if (Done)
        {
            return;
        }

        var marked = await db.Deliveries
            .Where(delivery => delivery.EventId == eventId && delivery.Subscriber == subscriber && delivery.Claim == claim && delivery.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.State, DeliveryState.Done).SetProperty(delivery => delivery.Claim, (string?)null), ct);
        if (marked == 0)
        {
            throw new DeliveryTakenOverException();
        }
    }

    public void Committed() => Done = true;
}

internal sealed class DeliveryTakenOverException() : Exception("Another node has taken this delivery over.");
