using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Jobs;

namespace OneStop.Platform.PublicPages;

/// <summary>Every node has read a change within a second; one that was away for long renders everything anew.</summary>
internal sealed class ForgetDataChanges(Writes writes, TimeProvider time) : IScheduledJob
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken ct) => writes.RunAsync(write =>
    {
        var before = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        return write.Get<PlatformDb>().DataChanges.Where(change => change.At < before).ExecuteDeleteAsync(ct);
    }, ct);
}
