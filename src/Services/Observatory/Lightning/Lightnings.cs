using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Lightning;

/// <summary>How often it struck in one region within a span of time.</summary>
/// <param name="Region">Null: all of Hong Kong.</param>
/// <param name="TenMinutes">Strokes of both kinds in each ten minutes of the span, oldest first.</param>
internal sealed record LightningCount(LightningRegion? Region, int ToGround, int BetweenClouds, IReadOnlyList<int> TenMinutes)
{
    internal int All => ToGround + BetweenClouds;
}

/// <param name="Counts">All of Hong Kong first, then region by region; nothing where the network did not watch the whole span.</param>
/// <param name="Beyond">Strokes outside Hong Kong but within the network's reach.</param>
internal sealed record LightningSpan(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<LightningCount> Counts, int Beyond, bool IsDemonstration)
{
    internal bool IsKnown => Counts.Count > 0;

    internal int All => IsKnown ? Counts[0].All : 0;
}

/// <summary>What is read of lightning: one answer for the map, its table and the open data.</summary>
internal sealed class Lightnings(ObservatoryDb db)
{
    internal static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    internal Task<LightningWatch?> WatchAsync(CancellationToken ct) => db.Lightning.AsNoTracking().SingleOrDefaultAsync(ct);

    /// <summary>The strokes after one instant up to another, oldest first; of too many the newest.</summary>
    internal async Task<IReadOnlyList<Stroke>> StrokesAsync(DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct)
    {
        var newest = await db.Strokes.AsNoTracking().Where(stroke => stroke.At > after && stroke.At <= until).OrderByDescending(stroke => stroke.At).Take(most).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }

    /// <summary>The hour up to the instant.</summary>
    internal async Task<LightningSpan> HourAsync(DateTimeOffset until, CancellationToken ct)
    {
        var from = until - Hour;
        var watch = await WatchAsync(ct);
        // What comes every ten minutes may be ten minutes late.
        if (watch is null || watch.Since > until || watch.Until < until - TenMinutes)
        {
            return new LightningSpan(from, until, [], 0, false);
        }

        var strokes = await StrokesAsync(from, until, int.MaxValue, ct);
        var regions = strokes.ToLookup(stroke => LightningRegion.Of(stroke.Latitude, stroke.Longitude));
        return new LightningSpan(
            from, until, [Count(null, [.. strokes.Except(regions[null])], from), .. LightningRegion.All.Select(region => Count(region, [.. regions[region]], from))],
            regions[null].Count(), watch.IsDemonstration);
    }

    /// <summary>The last whole hour of the clock that the network has watched, as the Observatory's hourly count is given; null before there is one.</summary>
    internal async Task<LightningSpan?> LastHourAsync(CancellationToken ct)
    {
        if (await WatchAsync(ct) is not { } watch)
        {
            return null;
        }

        var end = HongKong.At(watch.Until);
        return await HourAsync(new DateTimeOffset(end.Year, end.Month, end.Day, end.Hour, 0, 0, end.Offset).ToUniversalTime(), ct) is { IsKnown: true } known ? known : null;
    }

    private static LightningCount Count(LightningRegion? region, List<Stroke> strokes, DateTimeOffset from)
    {
        var tens = new int[(int)(Hour / TenMinutes)];
        foreach (var stroke in strokes)
        {
            tens[Math.Min((int)((stroke.At - from).Ticks / TenMinutes.Ticks), tens.Length - 1)]++;
        }

        var ground = strokes.Count(stroke => stroke.Kind == StrokeKind.CloudToGround);
        return new LightningCount(region, ground, strokes.Count - ground, tens);
    }
}
