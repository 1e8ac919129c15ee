using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Archive;

/// <summary>
/// Moves what ended and was lodged more than <c>RoadCargo:ArchiveAfterDays</c> (90) ago out of the tables of the day, oldest first, some
/// hundreds in a write, so that lodgements get their turn between. What has not ended stays.
/// </summary>
internal sealed class ArchiveConsignments(RoadCargoDb db, Writes writes, IConfiguration configuration, TimeProvider time) : IScheduledJob
{
    private const int Group = 500;
    private static readonly ConsignmentState[] Ended = [ConsignmentState.Crossed, ConsignmentState.Cancelled, ConsignmentState.Expired];

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().AddDays(-configuration.GetValue("RoadCargo:ArchiveAfterDays", 90));
        foreach (var series in await db.Series.AsNoTracking().Select(series => series.Series).ToListAsync(ct))
        {
            await ArchiveAsync(series, before, ct);
        }
    }

    /// <summary>A series counts in the order of time: no index of times is needed.</summary>
    private async Task ArchiveAsync(int series, DateTimeOffset before, CancellationToken ct)
    {
        var (after, last) = (Ccrn.Of(series, 1) - 10, Ccrn.Of(series, Ccrn.LongestSeries));
        while (true)
        {
            var group = await db.Consignments.AsNoTracking().Where(one => one.Ccrn > after && one.Ccrn <= last).OrderBy(one => one.Ccrn)
                .Select(one => new { one.Ccrn, one.State, one.LodgedAt }).Take(Group).ToListAsync(ct);
            var old = group.TakeWhile(one => one.LodgedAt < before).ToList();
            if (old.Where(one => Ended.Contains(one.State)).Select(one => one.Ccrn).ToList() is { Count: > 0 } ended)
            {
                await writes.RunAsync(write => MoveAsync(write.Get<RoadCargoDb>(), ended, ct), ct);
            }

            if (old.Count < Group)
            {
                return;
            }

            after = old[^1].Ccrn;
        }
    }

    private static async Task MoveAsync(RoadCargoDb db, List<long> ended, CancellationToken ct)
    {
        // Another node may have moved them in the meantime: what is no longer there is not moved again.
        var consignments = await db.Consignments.AsNoTracking().Where(one => ended.Contains(one.Ccrn)).OrderBy(one => one.Ccrn).ToListAsync(ct);
        var steps = (await db.Steps.AsNoTracking().Where(step => ended.Contains(step.Ccrn)).OrderBy(step => step.Id).ToListAsync(ct)).ToLookup(step => step.Ccrn);
        var former = (await db.Former.AsNoTracking().Where(one => ended.Contains(one.Ccrn)).OrderBy(one => one.Edition).ToListAsync(ct)).ToLookup(one => one.Ccrn);
        await db.InsertManyAsync(consignments.Select(one => ArchivedConsignment.Of(one, [.. steps[one.Ccrn]], [.. former[one.Ccrn]])), ct);
        await db.Steps.Where(step => ended.Contains(step.Ccrn)).ExecuteDeleteAsync(ct);
        await db.Former.Where(one => ended.Contains(one.Ccrn)).ExecuteDeleteAsync(ct);
        await db.Consignments.Where(one => ended.Contains(one.Ccrn)).ExecuteDeleteAsync(ct);
    }
}
