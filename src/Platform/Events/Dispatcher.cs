using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Platform.Events;

/// <summary>Takes waiting deliveries, the oldest of each key first, and hands them to their handlers until none waits.</summary>
internal sealed partial class Dispatcher(
    IServiceScopeFactory scopes, EventSubscriptions subscriptions, EventSignal signal, Database database, NodeName node,
    TimeProvider time, ILogger<Dispatcher> log) : BackgroundService
{
    private const string ClaimSql =
        """
        UPDATE platform_deliveries SET claim = {0}, next_at = {1}, attempts = attempts + 1
        WHERE (subscriber, event_id) IN (
            SELECT d.subscriber, d.event_id FROM platform_deliveries d
            WHERE d.state = 'Waiting' AND d.next_at <= {2} AND NOT EXISTS (
                SELECT 1 FROM platform_deliveries e
                WHERE e.subscriber = d.subscriber AND e.key = d.key AND e.state = 'Waiting' AND e.event_id < d.event_id)
            ORDER BY d.event_id LIMIT 32)
        RETURNING *
        """;

    private const int Parallel = 4;
    private const int AttemptsBeforeParking = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var released = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!released)
                {
                    await ReleaseOwnClaimsAsync(stopping);
                    released = true;
                }

                var claimed = await ClaimAsync(stopping);
                if (claimed.Count == 0)
                {
                    await signal.WaitAsync(Poll, stopping);
                    continue;
                }

                await System.Threading.Tasks.Parallel.ForEachAsync(
                    claimed, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = stopping },
                    async (delivery, ct) => await DeliverAsync(delivery, ct));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLoopFailed(e);
                await Task.Delay(Poll, time, stopping);
            }
        }
    }

    /// <summary>A node that starts has nothing in hand: what its last life had claimed may be taken again at once.</summary>
    private Task ReleaseOwnClaimsAsync(CancellationToken ct) =>
        InScopeAsync("events", scope => scope.GetRequiredService<Writes>().RunAsync(write =>
            write.Get<PlatformDb>().Deliveries
                .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.Claim != null && delivery.Claim.StartsWith(node.Value + "/"))
                .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Claim, (string?)null).SetProperty(delivery => delivery.NextAt, 0L), ct), ct));

    private async Task<List<Delivery>> ClaimAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var claimed = new List<Delivery>();
        await InScopeAsync("events", async scope =>
        {
            // Looking costs no write: the lane is entered only where something waits.
            if (!await scope.GetRequiredService<PlatformDb>().Deliveries.AnyAsync(
                delivery => delivery.State == DeliveryState.Waiting && delivery.NextAt <= now.ToUnixTimeMilliseconds(), ct))
            {
                return;
            }

            claimed = await scope.GetRequiredService<Writes>().RunAsync(write => write.Get<PlatformDb>().Deliveries
                .FromSqlRaw(
                    database.Kind == DatabaseKind.Postgres ? ClaimSql.Replace("LIMIT 32", "LIMIT 32 FOR UPDATE SKIP LOCKED", StringComparison.Ordinal) : ClaimSql,
                    $"{node.Value}/{Guid.CreateVersion7():N}", (now + Lease).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds())
                .AsNoTracking()
                .ToListAsync(ct), ct);
        });
        return claimed;
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken ct)
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
                    var json = await scope.GetRequiredService<PlatformDb>().Events
                        .Where(stored => stored.Id == delivery.EventId).Select(stored => stored.Json).SingleAsync(ct);
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

    [LoggerMessage(LogLevel.Error, "The event loop failed and goes on.")]
    private partial void LogLoopFailed(Exception e);
}
