using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Payments.Refunds;
using OneStop.Platform.Data;

namespace OneStop.Payments.Attempts;

/// <summary>
/// Finishes whatever hangs: asks the provider about every attempt and sends every refund whose time has come, at growing intervals,
/// until each is settled one way or the other. A callback only moves that time to now.
/// </summary>
internal sealed partial class Reconciler(
    IServiceScopeFactory scopes, ReconcilerSignal signal, PaymentsOptions options, TimeProvider time, ILogger<Reconciler> log) : BackgroundService
{
    private const int Parallel = 16;
    private readonly ConcurrentDictionary<Guid, Task> inHand = new();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await TakeUpAsync(stopping))
                {
                    await signal.WaitAsync(options.FirstWait, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogLoopFailed(e);
                await Task.Delay(options.FirstWait, CancellationToken.None);
            }
        }

        await Task.WhenAll(inHand.Values);
    }

    /// <returns>False where there is nothing to do now.</returns>
    private async Task<bool> TakeUpAsync(CancellationToken ct)
    {
        var free = Parallel - inHand.Count;
        if (free <= 0)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var (attempts, refunds) = await ClaimAsync(scope.ServiceProvider, free, ct);
        attempts.ForEach(id => Begin(id, (services, ct) => services.GetRequiredService<CheckAttempt>().RunAsync(id, ct), ct));
        refunds.ForEach(id => Begin(id, (services, ct) => services.GetRequiredService<SendRefund>().RunAsync(id, ct), ct));
        return attempts.Count + refunds.Count > 0;
    }

    private async Task<(List<Guid> Attempts, List<Guid> Refunds)> ClaimAsync(IServiceProvider scope, int atMost, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var read = scope.GetRequiredService<PaymentsDb>();
        // Looking costs no write.
        if (!await read.Attempts.AnyAsync(attempt => attempt.NextCheckAt <= now, ct) && !await read.Refunds.AnyAsync(refund => refund.NextTryAt <= now, ct))
        {
            return ([], []);
        }

        var busy = inHand.Keys.ToList();
        scope.GetRequiredService<ProcessContext>().Actor = Actor.System("payments reconciler");
        return await scope.GetRequiredService<Writes>().RunAsync(async write =>
        {
            await write.LockAsync("payments-reconciler", ct);
            var db = write.Get<PaymentsDb>();
            var attempts = await db.Attempts.AsNoTracking().Where(attempt => attempt.NextCheckAt <= now && !busy.Contains(attempt.Id))
                .OrderBy(attempt => attempt.NextCheckAt).Take(atMost).Select(attempt => new { attempt.Id, attempt.Checks }).ToListAsync(ct);
            var refunds = await db.Refunds.AsNoTracking().Where(refund => refund.NextTryAt <= now && !busy.Contains(refund.Id))
                .OrderBy(refund => refund.NextTryAt).Take(atMost).Select(refund => new { refund.Id, refund.Tries }).ToListAsync(ct);
            foreach (var attempt in attempts)
            {
                var next = now + options.WaitAfter(attempt.Checks);
                await db.Attempts.Where(a => a.Id == attempt.Id && a.NextCheckAt <= now)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.NextCheckAt, next).SetProperty(a => a.Checks, attempt.Checks + 1), ct);
            }

            foreach (var refund in refunds)
            {
                var next = now + options.WaitAfter(refund.Tries);
                await db.Refunds.Where(r => r.Id == refund.Id && r.NextTryAt <= now)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextTryAt, next).SetProperty(r => r.Tries, refund.Tries + 1), ct);
            }

            return (attempts.ConvertAll(attempt => attempt.Id), refunds.ConvertAll(refund => refund.Id));
        }, ct);
    }

    private void Begin(Guid id, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct)
    {
        var begun = new TaskCompletionSource();
        inHand[id] = RunAsync();
        begun.SetResult();

        async Task RunAsync()
        {
            await begun.Task;
            await Task.Yield();
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("payments reconciler");
                await work(scope.ServiceProvider, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, id);
            }
            catch (OperationCanceledException)
            {
                // The node stops; its next life goes on.
            }
            finally
            {
                inHand.TryRemove(id, out _);
                signal.Raise();
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Attempt or refund {Id} could not be carried on; it will be tried again.")]
    private partial void LogFailed(Exception e, Guid id);

    [LoggerMessage(LogLevel.Error, "The payments loop failed and goes on.")]
    private partial void LogLoopFailed(Exception e);
}
