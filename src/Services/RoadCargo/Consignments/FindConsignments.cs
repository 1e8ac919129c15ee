using Microsoft.EntityFrameworkCore;

namespace OneStop.RoadCargo.Consignments;

/// <summary>A trader's own consignments; nobody else's are there.</summary>
internal sealed class FindConsignments(RoadCargoDb db)
{
    internal const int MostItems = 100;

    /// <summary>In the archive too.</summary>
    internal async Task<Consignment?> OneAsync(long ccrn, Guid trader, CancellationToken ct) =>
        await db.Consignments.AsNoTracking().SingleOrDefaultAsync(consignment => consignment.Ccrn == ccrn && consignment.Trader == trader, ct)
        ?? (await db.Archive.AsNoTracking().SingleOrDefaultAsync(archived => archived.Ccrn == ccrn && archived.Trader == trader, ct))?.Open().Consignment;

    internal async Task<IReadOnlyList<ConsignmentStep>> HistoryAsync(long ccrn, CancellationToken ct) =>
        await db.Steps.AsNoTracking().Where(step => step.Ccrn == ccrn).OrderBy(step => step.Id).ToListAsync(ct) is { Count: > 0 } steps ? steps
        : await db.Archive.AsNoTracking().SingleOrDefaultAsync(archived => archived.Ccrn == ccrn, ct) is { } archived ? archived.Open().Steps : [];

    /// <summary>The newest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    internal async Task<(IReadOnlyList<Consignment> Items, long? Next)> ListAsync(Guid trader, ConsignmentState? state, DateOnly? expected, long? after, int limit, CancellationToken ct)
    {
        var asked = db.Consignments.AsNoTracking().Where(consignment => consignment.Trader == trader);
        if (state is { } one)
        {
            asked = asked.Where(consignment => consignment.State == one);
        }

        if (expected is { } day)
        {
            asked = asked.Where(consignment => consignment.ExpectedOn == day);
        }

        if (after is { } last && await OneAsync(last, trader, ct) is { } before)
        {
            asked = asked.Where(consignment => consignment.LodgedAt < before.LodgedAt || (consignment.LodgedAt == before.LodgedAt && consignment.Ccrn < last));
        }

        var found = await asked.OrderByDescending(consignment => consignment.LodgedAt).ThenByDescending(consignment => consignment.Ccrn).Take(limit + 1).ToListAsync(ct);
        return found.Count > limit ? (found[..limit], found[limit - 1].Ccrn) : (found, null);
    }
}
