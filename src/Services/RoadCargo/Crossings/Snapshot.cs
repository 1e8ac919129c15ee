using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Crossings;

/// <summary>All trucks expected at one control point, as it is signed for its own program. It names no cargo and no reason.</summary>
internal sealed record Snapshot(string ControlPoint, DateTimeOffset At, IReadOnlyList<ExpectedTruck> Trucks);

/// <param name="Bundle">Its id.</param>
/// <param name="ToInspect">CCRNs selected for inspection.</param>
/// <param name="Held">CCRNs detained.</param>
internal sealed record ExpectedTruck(Guid Bundle, string Plate, Bound Bound, DateTimeOffset EarliestCrossing, IReadOnlyList<string> ToInspect, IReadOnlyList<string> Held)
{
    internal Lane Lane => Held.Count > 0 ? Lane.Held : ToInspect.Count > 0 ? Lane.Inspect : Lane.Clear;
}

/// <summary>Draws up and signs the list.</summary>
internal sealed class Snapshots(RoadCargoDb db, Writes writes, SnapshotKey key, TimeProvider time)
{
    /// <summary>The signed list, and the tag of what it lists; no list where the tag is the one that is known.</summary>
    internal async Task<(string Tag, string? Signed)> ForAsync(string point, string? known, CancellationToken ct)
    {
        var trucks = await TrucksAsync(point, ct);
        var tag = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(trucks, CargoJson.Options)).AsSpan(0, 12));
        if (tag == known)
        {
            return (tag, null);
        }

        using var signing = await key.PrivateAsync(db, writes, ct);
        return (tag, Jws.Sign(signing, SnapshotKey.Name, JsonSerializer.SerializeToUtf8Bytes(new Snapshot(point, time.GetUtcNow(), trucks), CargoJson.Options)));
    }

    private async Task<List<ExpectedTruck>> TrucksAsync(string point, CancellationToken ct)
    {
        var bundles = await db.Bundles.AsNoTracking().Where(bundle => bundle.State == BundleState.Active && bundle.ControlPoint == point).OrderBy(bundle => bundle.Id).ToListAsync(ct);
        var stopped = bundles.Where(bundle => bundle.Lane != Lane.Clear).SelectMany(bundle => bundle.Ccrns).ToList();
        var states = await db.Consignments.AsNoTracking().Where(consignment => stopped.Contains(consignment.Ccrn)).ToDictionaryAsync(consignment => consignment.Ccrn, consignment => consignment.State, ct);
        return
        [
            .. bundles.Select(bundle => new ExpectedTruck(
                bundle.Id, bundle.Plate, bundle.Bound, bundle.EarliestCrossing,
                In(bundle, states, ConsignmentState.SelectedForInspection), In(bundle, states, ConsignmentState.Detained))),
        ];
    }

    private static IReadOnlyList<string> In(Bundle bundle, Dictionary<long, ConsignmentState> states, ConsignmentState state) =>
        [.. bundle.Ccrns.Where(ccrn => states.TryGetValue(ccrn, out var its) && its == state).Select(Ccrn.Format)];
}
