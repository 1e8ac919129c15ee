using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Crossings;

/// <summary>A truck that never came: once everything on it has expired, nobody expects it any more.</summary>
internal sealed class EndOldBundles(RoadCargoDb db, Writes writes, TimeProvider time) : IScheduledJob
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(14);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Old;
        foreach (var id in await db.Bundles.Where(bundle => bundle.State == BundleState.Active && bundle.BundledAt < before).Select(bundle => bundle.Id).ToListAsync(ct))
        {
            await writes.RunAsync(async write =>
            {
                var bundle = await write.Get<RoadCargoDb>().Bundles.SingleAsync(one => one.Id == id, ct);
                var consignments = await write.Get<ConsignmentSteps>().FindAsync(bundle.Ccrns, ct);
                if (bundle.State == BundleState.Active && consignments.All(consignment => consignment.State == ConsignmentState.Expired))
                {
                    bundle.Dissolve(time.GetStoredNow());
                }
            }, ct);
        }
    }
}
