using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Dated;
using OneStop.Platform.Jobs;
using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Consignments;

/// <summary>What never came lapses some days after its expected day, a few hundred at a time, so that lodgements get their turn between.</summary>
internal sealed class ExpireConsignments(RoadCargoDb db, Writes writes, TimeProvider time) : IScheduledJob
{
    private const int Group = 500;
    private static readonly ConsignmentState[] Open = [ConsignmentState.Lodged, ConsignmentState.Bundled, ConsignmentState.Cleared, ConsignmentState.SelectedForInspection];

    public async Task RunAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        var before = today.AddDays(-Limits.All.On(today).ExpiresAfterDays);
        while (await db.Consignments.Where(one => one.ExpectedOn < before && Open.Contains(one.State)).OrderBy(one => one.ExpectedOn).Select(one => one.Ccrn).Take(Group).ToListAsync(ct) is { Count: > 0 } late)
        {
            await writes.RunAsync(async write =>
            {
                var steps = write.Get<ConsignmentSteps>();
                foreach (var consignment in await steps.FindAsync(late, ct))
                {
                    if (consignment.Allows(ConsignmentAct.Expire))
                    {
                        steps.Take(consignment, ConsignmentAct.Expire, StepBy.System);
                    }
                }
            }, ct);
        }
    }
}

/// <summary>Messages' names and files' results are kept for a month: longer than anybody sends anything again.</summary>
internal sealed class ForgetMessages(Writes writes, TimeProvider time) : IScheduledJob
{
    private const int Days = Batch.SentBatch.DaysKept;

    public Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().AddDays(-Days);
        return writes.RunAsync(async write =>
        {
            await write.Get<RoadCargoDb>().Messages.Where(message => message.At < before).ExecuteDeleteAsync(ct);
            await write.Get<RoadCargoDb>().Batches.Where(batch => batch.At < before).ExecuteDeleteAsync(ct);
        }, ct);
    }
}
