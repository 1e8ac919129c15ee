using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Platform.Events;

/// <summary>Hands one claimed delivery to its handler; what failed is put back, and parked after many failures.</summary>
internal sealed partial class DeliverEvent(IServiceScopeFactory scopes, EventSubscriptions subscriptions, TimeProvider time, ILogger<DeliverEvent> log)
{
    private const int AttemptsBeforeParking = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public async Task RunAsync(Delivery delivery, string json, CancellationToken ct)
    {
        try
        {
            await InScopeAsync($"event {delivery.EventName}", async scope =>
            {
                var subscription = subscriptions.Find(delivery.Subscriber, delivery.EventName);
                var current = new CurrentDelivery(delivery.EventId, delivery.Subscriber, delivery.Claim!);
                scope.GetRequiredService<ProcessContext>().Delivery = current;
                if (subscription is not null)
                {
                    await subscription.HandleAsync(scope, json, ct);
                }

                if (!current.Done)
                {
                    await scope.GetRequiredService<Writes>().RunAsync(_ => Task.CompletedTask, ct);
                }
            });
        }
        catch (DeliveryTakenOverException)
        {
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await PutBackAsync(delivery, e, ct);
        }
    }

    private async Task PutBackAsync(Delivery delivery, Exception e, CancellationToken ct)
    {
        var parked = delivery.Attempts >= AttemptsBeforeParking;
        if (parked)
        {
            LogParked(e, delivery.EventName, delivery.EventId, delivery.Subscriber);
        }
        else
        {
            LogFailed(e, delivery.EventName, delivery.EventId, delivery.Subscriber, delivery.Attempts);
        }

        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, delivery.Attempts - 1), LongestWait.TotalSeconds));
        var nextAt = (time.GetUtcNow() + wait).ToUnixTimeMilliseconds();
        var error = e.Message.Length > 500 ? e.Message[..500] : e.Message;
        await InScopeAsync("events", scope => scope.GetRequiredService<Writes>().RunAsync(write => write.Get<PlatformDb>().Deliveries
            .Where(d => d.EventId == delivery.EventId && d.Subscriber == delivery.Subscriber && d.Claim == delivery.Claim && d.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(set => set
                .SetProperty(d => d.State, parked ? DeliveryState.Parked : DeliveryState.Waiting)
                .SetProperty(d => d.Claim, (string?)null)
                .SetProperty(d => d.NextAt, nextAt)
                .SetProperty(d => d.LastError, error), ct), ct));
    }

    private async Task InScopeAsync(string actor, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System(actor);
        await work(scope.ServiceProvider);
    }

    [LoggerMessage(LogLevel.Warning, "Event {Name} {Id} failed in {Subscriber}, attempt {Attempt}; it will be tried again.")]
    private partial void LogFailed(Exception e, string name, Guid id, string subscriber, int attempt);

    [LoggerMessage(LogLevel.Critical, "Event {Name} {Id} is parked: {Subscriber} failed too often. Mend the cause, then 'onestop events retry'.")]
    private partial void LogParked(Exception e, string name, Guid id, string subscriber);
}
