using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;

namespace OneStop.Payments.Idempotency;

/// <summary>Keys are kept seven days.</summary>
internal sealed class ForgetKeys(Writes writes, TimeProvider time) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Kept;
        return writes.RunAsync(write => write.Get<PaymentsDb>().IdempotencyRecords.Where(record => record.StartedAt < before).ExecuteDeleteAsync(ct), ct);
    }
}
