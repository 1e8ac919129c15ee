using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneStop.Payments.Attempts;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Reconciliation;

/// <summary>Daily: what yesterday and today differ in is asked about again (a callback about a reversal may have been lost); what stays different is an alarm.</summary>
internal sealed partial class CompareYesterday(CompareBooks compare, Writes writes, ReconcilerSignal signal, TimeProvider time, ILogger<CompareYesterday> log) : IScheduledJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        foreach (var provider in compare.Providers)
        {
            foreach (var day in (DateOnly[])[today.AddDays(-1), today])
            {
                var comparison = await compare.RunAsync(provider, day, ct);
                if (comparison.Leftovers.Count > 0)
                {
                    LogLeftovers(provider, day, comparison.Leftovers.Count);
                    await WakeAsync([.. comparison.Leftovers.Select(leftover => leftover.Subject)], ct);
                }
            }
        }
    }

    private async Task WakeAsync(List<Guid> attempts, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await writes.RunAsync(write => write.Get<PaymentsDb>().Attempts.Where(attempt => attempts.Contains(attempt.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.NextCheckAt, now), ct), ct);
        signal.Raise();
    }

    [LoggerMessage(LogLevel.Warning, "{Provider} and the ledger differ in {Count} movements on {Day}: /reconciliation lists them.")]
    private partial void LogLeftovers(string provider, DateOnly day, int count);
}
