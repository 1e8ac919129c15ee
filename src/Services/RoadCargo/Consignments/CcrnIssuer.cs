using Microsoft.EntityFrameworkCore;
using OneStop.Platform;
using OneStop.Platform.Data;

namespace OneStop.RoadCargo.Consignments;

/// <summary>
/// Gives out this node's next numbers in the write that uses them: what fails gives them back, so a series has no gap, and no node waits
/// for another. A node without a series takes over one that nobody has used for a day, or begins the next.
/// </summary>
internal sealed class CcrnIssuer(NodeName node, TimeProvider time)
{
    private const string Lock = "roadcargo.series";
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    /// <returns>As many, in order.</returns>
    internal async Task<long[]> TakeAsync(Write write, int count, CancellationToken ct)
    {
        var (db, now) = (write.Get<RoadCargoDb>(), time.GetStoredNow());
        var taken = await db.Series.Where(series => series.Node == node.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(series => series.Last, series => series.Last + count).SetProperty(series => series.UsedAt, now), ct);
        if (taken == 0)
        {
            await BeginAsync(write, db, count, now, ct);
        }

        var mine = await db.Series.AsNoTracking().SingleAsync(series => series.Node == node.Value, ct);
        return [.. Enumerable.Range(1, count).Select(offset => Ccrn.Of(mine.Series, mine.Last - count + offset))];
    }

    private async Task BeginAsync(Write write, RoadCargoDb db, int count, DateTimeOffset now, CancellationToken ct)
    {
        await write.LockAsync(Lock, ct);
        var all = await db.Series.AsNoTracking().OrderBy(series => series.Series).ToListAsync(ct);
        if (all.Find(series => series.UsedAt < now - Idle) is { } idle)
        {
            await db.Series.Where(series => series.Series == idle.Series)
                .ExecuteUpdateAsync(set => set.SetProperty(series => series.Node, node.Value).SetProperty(series => series.Last, series => series.Last + count).SetProperty(series => series.UsedAt, now), ct);
            return;
        }

        var next = all.Count == 0 ? Ccrn.FirstSeries : all[^1].Series + 1;
        if (next > Ccrn.LastSeries)
        {
            throw new InvalidOperationException($"All {all.Count} series of cargo reference numbers are in use: run fewer nodes, or give them names that stay.");
        }

        await db.InsertManyAsync([new CcrnSeries { Series = next, Node = node.Value, Last = count, UsedAt = now }], ct);
    }
}
