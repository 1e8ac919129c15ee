using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Platform.Events;

/// <summary>Looks for whom deliveries wait and wakes those subscribers' lines; keeps the claims of what takes long.</summary>
internal sealed partial class Dispatcher(
    IServiceScopeFactory scopes, IServiceProvider services, EventSignal signal, NodeName node, TimeProvider time, ILogger<Dispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, SubscriberLine> lines = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await PatientlyAsync(() => ReleaseOwnClaimsAsync(stopping), stopping);
        IReadOnlyCollection<string>? named = null;
        while (!stopping.IsCancellationRequested)
        {
            await PatientlyAsync(async () =>
            {
                foreach (var subscriber in named ?? await WaitedForAsync(stopping))
                {
                    LineOf(subscriber).Wake(stopping);
                }

                foreach (var line in lines.Values)
                {
                    await line.KeepClaimsAsync(stopping);
                }

                named = await signal.WaitAsync(Poll, stopping);
            }, stopping);
        }

        await Task.WhenAll(lines.Values.Select(line => line.Ended));
    }

    private SubscriberLine LineOf(string subscriber) => lines.GetOrAdd(subscriber, name => ActivatorUtilities.CreateInstance<SubscriberLine>(services, name));

    /// <summary>A node that starts has nothing in hand: what its last life had claimed may be taken again at once.</summary>
    private async Task ReleaseOwnClaimsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("events");
        await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write =>
            write.Get<PlatformDb>().Deliveries
                .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.Claim != null && delivery.Claim.StartsWith(node.Value + "/"))
                .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Claim, (string?)null).SetProperty(delivery => delivery.NextAt, 0L), ct), ct);
    }

    private async Task<List<string>> WaitedForAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Deliveries
            .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.NextAt <= now).Select(delivery => delivery.Subscriber).Distinct().ToListAsync(ct);
    }

    /// <summary>The database may be away for a while: again and again until it went well once.</summary>
    private async Task PatientlyAsync(Func<Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLoopFailed(e);
                await Task.Delay(Poll, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The event loop failed and goes on.")]
    private partial void LogLoopFailed(Exception e);
}
