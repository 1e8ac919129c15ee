using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.ControlRoom;

/// <summary>The whole boundary at this moment: each control point in each direction, today against yesterday at the same time of day.</summary>
internal sealed class ReadControlRoom(RoadCargoDb db, TimeProvider time)
{
    /// <summary>Who arrived longer ago and never crossed has turned back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private static readonly TimeSpan QueueOver = TimeSpan.FromHours(1);

    internal async Task<Boundary> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var midnight = HongKong.StartOf(HongKong.DayOf(now));
        var queues = await QueuesAsync(ct);
        var (arrived, crossed) = (await ArrivedAsync(midnight, now, ct), await CrossedAsync(midnight, now, ct));
        var before = await CrossedAsync(midnight.AddDays(-1), now.AddDays(-1), ct);
        var expected = await db.Bundles.Where(bundle => bundle.State == BundleState.Active).GroupBy(bundle => new { bundle.ControlPoint, bundle.Bound, bundle.Lane })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var inspected = await db.Inspections.Where(inspection => inspection.At >= midnight).GroupBy(inspection => new { inspection.ControlPoint, inspection.Outcome })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var odd = await db.Crossings.Where(crossing => crossing.At >= midnight && crossing.Discrepancy != null).GroupBy(crossing => crossing.ControlPoint)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var contacts = await db.Contacts.AsNoTracking().ToDictionaryAsync(contact => contact.ControlPoint, ct);
        return new Boundary(now, [.. queues.Select(queue =>
        {
            int Expected(Lane lane) => expected.Where(group => group.Key.ControlPoint == queue.Point.Code && group.Key.Bound == queue.Bound && group.Key.Lane == lane).Sum(group => group.Count);
            var way = (queue.Point.Code, queue.Bound);
            return new BoundaryLine(
                queue, arrived.GetValueOrDefault(way), crossed.GetValueOrDefault(way), before.GetValueOrDefault(way), Expected(Lane.Clear), Expected(Lane.Inspect), Expected(Lane.Held));
        })],
        [.. queues.Select(queue => queue.Point).Distinct().Select(point => new PointState(
            point, inspected.Where(group => group.Key.ControlPoint == point.Code).Sum(group => group.Count),
            inspected.Where(group => group.Key.ControlPoint == point.Code && group.Key.Outcome == InspectionOutcome.Detained).Sum(group => group.Count),
            odd.GetValueOrDefault(point.Code), contacts.GetValueOrDefault(point.Code)))]);
    }

    /// <summary>How many wait and how long it took those who crossed in the last hour.</summary>
    internal async Task<IReadOnlyList<Queue>> QueuesAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (since, recent) = (now - Patience, now - QueueOver);
        var waiting = await db.Arrivals
            .Where(arrival => arrival.At > since && !db.Crossings.Any(crossing => crossing.Plate == arrival.Plate && crossing.ControlPoint == arrival.ControlPoint && crossing.Bound == arrival.Bound && crossing.At >= arrival.At))
            .Select(arrival => new { arrival.ControlPoint, arrival.Bound, arrival.Plate }).Distinct().ToListAsync(ct);
        var took = await db.Crossings.Where(crossing => crossing.At > recent && crossing.ArrivedAt != null).Select(crossing => new { crossing.ControlPoint, crossing.Bound, crossing.At, crossing.ArrivedAt }).ToListAsync(ct);
        return
        [
            .. from point in ControlPoint.On(HongKong.DayOf(now))
               from bound in Enum.GetValues<Bound>()
               select new Queue(
                   point, bound, waiting.Count(one => one.ControlPoint == point.Code && one.Bound == bound),
                   Median([.. took.Where(one => one.ControlPoint == point.Code && one.Bound == bound).Select(one => one.At - one.ArrivedAt!.Value)])),
        ];
    }

    internal static TimeSpan? Median(IReadOnlyList<TimeSpan> all)
    {
        var sorted = all.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private async Task<Dictionary<(string, Bound), int>> ArrivedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        (await db.Arrivals.Where(arrival => arrival.At >= from && arrival.At <= to).GroupBy(arrival => new { arrival.ControlPoint, arrival.Bound })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct)).ToDictionary(group => (group.Key.ControlPoint, group.Key.Bound), group => group.Count);

    private async Task<Dictionary<(string, Bound), int>> CrossedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        (await db.Crossings.Where(crossing => crossing.At >= from && crossing.At <= to).GroupBy(crossing => new { crossing.ControlPoint, crossing.Bound })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct)).ToDictionary(group => (group.Key.ControlPoint, group.Key.Bound), group => group.Count);
}

/// <param name="Waiting">Trucks that arrived and have not crossed.</param>
/// <param name="Took">The median of those who crossed in the last hour; null where none did.</param>
internal sealed record Queue(ControlPoint Point, Bound Bound, int Waiting, TimeSpan? Took)
{
    internal int? Minutes => Took is { } took ? (int)Math.Ceiling(took.TotalMinutes) : null;
}

/// <param name="Before">Crossed yesterday until the same time of day.</param>
/// <param name="Clear">On their way, cleared.</param>
/// <param name="Inspect">On their way, to be inspected.</param>
internal sealed record BoundaryLine(Queue Queue, int Arrived, int Crossed, int Before, int Clear, int Inspect, int Held);

/// <param name="Discrepancies">Crossings of today that somebody should look at.</param>
/// <param name="Contact">Null: its own program has never been in touch.</param>
internal sealed record PointState(ControlPoint Point, int Inspected, int Detained, int Discrepancies, Contact? Contact)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    internal bool IsSilent(DateTimeOffset now) => Contact is { } contact && contact.At < now - Silence;
}

internal sealed record Boundary(DateTimeOffset Now, IReadOnlyList<BoundaryLine> Lines, IReadOnlyList<PointState> Points);
