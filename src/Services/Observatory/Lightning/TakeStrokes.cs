using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Lightning;

/// <summary>Stores strokes in the caller's write; those that are there already change nothing, and the watch never goes back.</summary>
internal static class TakeStrokes
{
    private const string Lock = "observatory.lightning";

    /// <param name="watched">The span of which everything is known now; null: nobody says.</param>
    /// <returns>For each stroke, whether it is new.</returns>
    internal static async Task<bool[]> StoreAsync(Write write, IReadOnlyList<Stroke> strokes, (DateTimeOffset From, DateTimeOffset Until)? watched, bool isDemonstration, CancellationToken ct)
    {
        await write.LockAsync(Lock, ct);
        var db = write.Get<ObservatoryDb>();
        var known = new HashSet<(long, double, double, StrokeKind)>();
        if (strokes.Count > 0)
        {
            var (first, last) = (strokes.Min(stroke => stroke.At), strokes.Max(stroke => stroke.At));
            var there = await db.Strokes.AsNoTracking().Where(stroke => stroke.At >= first && stroke.At <= last).ToListAsync(ct);
            known.UnionWith(there.Select(Key));
        }

        var isNew = strokes.Select(stroke => known.Add(Key(stroke))).ToArray();
        await db.InsertManyAsync([.. strokes.Where((_, index) => isNew[index])], ct);
        if (watched is { } span)
        {
            await WatchAsync(db, span.From, span.Until, isDemonstration, ct);
        }

        return isNew;
    }

    private static async Task WatchAsync(ObservatoryDb db, DateTimeOffset from, DateTimeOffset until, bool isDemonstration, CancellationToken ct)
    {
        var watch = await db.Lightning.SingleOrDefaultAsync(ct);
        if (watch is null)
        {
            db.Lightning.Add(new LightningWatch { Since = from, Until = until, IsDemonstration = isDemonstration });
        }
        else if (until > watch.Until)
        {
            (watch.Until, watch.IsDemonstration) = (until, isDemonstration);
        }
    }

    private static (long, double, double, StrokeKind) Key(Stroke stroke) => (stroke.At.UtcTicks, stroke.Latitude, stroke.Longitude, stroke.Kind);
}
