using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Platform.Events;

/// <summary>
/// One subscriber's deliveries on this node, several keys at once, the oldest of each key first. A slow or failing key holds up itself;
/// a slow subscriber holds up nobody else.
/// </summary>
internal sealed partial class SubscriberLine(
    string subscriber, IServiceScopeFactory scopes, DeliverEvent deliver, Database database, NodeName node, TimeProvider time, ILogger<SubscriberLine> log)
{
    private const string ClaimSql =
        """
        UPDATE platform_deliveries SET claim = {0}, next_at = {1}, attempts = attempts + 1
        WHERE subscriber = {3} AND state = 'Waiting' AND event_id IN (
            SELECT d.event_id FROM platform_deliveries d
            WHERE d.subscriber = {3} AND d.state = 'Waiting' AND d.next_at <= {2} AND NOT EXISTS (
                SELECT 1 FROM platform_deliveries e
                WHERE e.subscriber = d.subscriber AND e.key = d.key AND e.state = 'Waiting' AND e.event_id < d.event_id)
            ORDER BY d.event_id LIMIT {4})
        RETURNING subscriber, event_id, event_name, key, state, attempts, next_at, claim, last_error
        """;

    private const int AtOnce = 8;
    private const int MostInHand = 64;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string ClaimSqlPostgres = ClaimSql.Replace("LIMIT {4}", "LIMIT {4} FOR UPDATE SKIP LOCKED", StringComparison.Ordinal);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Guid, Delivery> inHand = new();
    private readonly Dictionary<string, Task> ofKey = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);
    private readonly Lock starting = new();
    private int finished;
    private DateTimeOffset keptAt;

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Wake(CancellationToken stopping)
    {
        wakes.Writer.TryWrite(true);
        lock (starting)
        {
            if (Ended.IsCompleted)
            {
                Ended = Task.Run(() => WorkAsync(stopping), CancellationToken.None);
            }
        }
    }

    /// <summary>What takes long stays this node's: half way through their lease, claims are made to last again.</summary>
    public async Task KeepClaimsAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var half = (now + (Lease / 2)).ToUnixTimeMilliseconds();
        if (now - keptAt < Lease / 6 || inHand.Values.Where(delivery => delivery.NextAt < half).Select(delivery => delivery.Claim!).ToHashSet() is not { Count: > 0 } claims)
        {
            return;
        }

        keptAt = now;
        var until = (now + Lease).ToUnixTimeMilliseconds();
        await InScopeAsync(scope => scope.GetRequiredService<Writes>().RunAsync(write => write.Get<PlatformDb>().Deliveries
            .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.Subscriber == subscriber && claims.Contains(delivery.Claim!))
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAt, until), ct), ct));
        foreach (var delivery in inHand.Values.Where(delivery => claims.Contains(delivery.Claim!)))
        {
            delivery.NextAt = until;
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await wakes.Reader.ReadAsync(stopping);
                if (inHand.Count > AtOnce - places.CurrentCount)
                {
                    // Some are claimed and not begun; whichever ends next wakes this again.
                    continue;
                }

                // Twice what was finished since: a quick line claims seldom, and a stuck one takes nothing that another node could do.
                var wanted = Math.Clamp(2 * Interlocked.Exchange(ref finished, 0), Math.Max(1, places.CurrentCount), MostInHand);
                foreach (var ended in ofKey.Where(key => key.Value.IsCompleted).ToList())
                {
                    ofKey.Remove(ended.Key);
                }

                foreach (var (delivery, json) in await ClaimAsync(wanted, stopping))
                {
                    inHand[delivery.EventId] = delivery;
                    var before = ofKey.GetValueOrDefault(delivery.Key, Task.CompletedTask);
                    ofKey[delivery.Key] = Task.Run(() => DeliverAsync(delivery, json, before, stopping), CancellationToken.None);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(e, subscriber);
                await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wakes.Writer.TryWrite(true);
            }
        }

        for (var place = 0; place < AtOnce; place++)
        {
            await places.WaitAsync(CancellationToken.None);
        }
    }

    /// <param name="before">The one before it of the same key: committed, or it could not be claimed, but its handler may still be ending.</param>
    private async Task DeliverAsync(Delivery delivery, string json, Task before, CancellationToken stopping)
    {
        try
        {
            await before;
            await places.WaitAsync(stopping);
            try
            {
                await deliver.RunAsync(delivery, json, stopping);
            }
            finally
            {
                inHand.TryRemove(new(delivery.EventId, delivery));
                Interlocked.Increment(ref finished);
                places.Release();
                wakes.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Its claim is released when the node starts again.
        }
        catch (Exception e)
        {
            LogFailed(e, subscriber);
        }
    }

    private async Task<List<(Delivery Delivery, string Json)>> ClaimAsync(int most, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var claimed = new List<(Delivery, string)>();
        await InScopeAsync(async scope =>
        {
            // Looking costs no write.
            var (db, due) = (scope.GetRequiredService<PlatformDb>(), now.ToUnixTimeMilliseconds());
            if (!await db.Deliveries.AnyAsync(delivery => delivery.State == DeliveryState.Waiting && delivery.Subscriber == subscriber && delivery.NextAt <= due, ct))
            {
                return;
            }

            var deliveries = await scope.GetRequiredService<Writes>().RunAsync(write => write.Get<PlatformDb>().Deliveries
                .FromSqlRaw(
                    database.Kind == DatabaseKind.Postgres ? ClaimSqlPostgres : ClaimSql,
                    $"{node.Value}/{Guid.CreateVersion7():N}", (now + Lease).ToUnixTimeMilliseconds(), due, subscriber, most)
                .AsNoTracking()
                .ToListAsync(ct), ct);
            var ids = deliveries.ConvertAll(delivery => delivery.EventId);
            var events = await db.Events.Where(stored => ids.Contains(stored.Id)).Select(stored => new { stored.Id, stored.Json }).ToDictionaryAsync(stored => stored.Id, stored => stored.Json, ct);
            claimed.AddRange(deliveries.OrderBy(delivery => delivery.EventId).Select(delivery => (delivery, events[delivery.EventId])));
        });
        return claimed;
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("events");
        await work(scope.ServiceProvider);
    }

    [LoggerMessage(LogLevel.Error, "The deliveries to {Subscriber} failed and go on.")]
    private partial void LogFailed(Exception e, string subscriber);
}
