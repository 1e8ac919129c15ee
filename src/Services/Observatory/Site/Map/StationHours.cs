using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Map;

/// <param name="At">The moment it is shown for: of now's values the newest reading's, however much older this one is.</param>
internal sealed record MapValue(string Station, Quantity Quantity, DateTimeOffset At, double Value, bool IsDemonstration);

/// <summary>What every station measures now and measured on the hours of the last day: the map's moments and the table that says the same.</summary>
internal sealed class StationHours(ObservatoryDb db)
{
    internal const int Back = 24;

    internal static readonly IReadOnlyList<Quantity> Shown =
        [Quantity.Temperature, Quantity.RelativeHumidity, Quantity.WindSpeed, Quantity.WindDirection, Quantity.Rainfall];

    /// <summary>Readings further apart are not of one moment.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromHours(1);

    /// <summary>The moments to choose from, oldest first: whole hours, and last the newest reading's.</summary>
    internal async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(CancellationToken ct)
    {
        var newest = await db.Latest.AsNoTracking().Where(latest => Shown.Contains(latest.Quantity)).MaxAsync(latest => (DateTimeOffset?)latest.At, ct);
        if (newest is null)
        {
            return [];
        }

        var hour = HongKong.At(newest.Value);
        var last = new DateTimeOffset(hour.Year, hour.Month, hour.Day, hour.Hour, 0, 0, hour.Offset).ToUniversalTime();
        var hours = Enumerable.Range(0, Back + 1).Select(hours => last.AddHours(hours - Back));
        return last == newest ? [.. hours] : [.. hours, newest.Value];
    }

    /// <param name="times">Of <see cref="TimesAsync"/>; its last means now.</param>
    internal async Task<ILookup<string, MapValue>> AtAsync(IReadOnlyList<DateTimeOffset> times, IReadOnlyCollection<DateTimeOffset> wanted, CancellationToken ct)
    {
        if (times.Count == 0)
        {
            return Array.Empty<MapValue>().ToLookup(value => value.Station);
        }

        var (now, hours) = (times[^1], wanted.Where(at => at != times[^1]).ToList());
        var values = hours.Count == 0 ? [] : await db.Readings.AsNoTracking()
            .Where(reading => hours.Contains(reading.At) && Shown.Contains(reading.Quantity) && reading.Quality == Quality.Good && reading.Value != null)
            .Select(reading => new MapValue(reading.Station, reading.Quantity, reading.At, reading.Value!.Value, reading.IsDemonstration)).ToListAsync(ct);
        if (wanted.Contains(now))
        {
            var since = now - Together;
            values.AddRange((await db.Latest.AsNoTracking().Where(latest => Shown.Contains(latest.Quantity) && latest.At > since).ToListAsync(ct))
                .Select(latest => new MapValue(latest.Station, latest.Quantity, now, latest.Value, latest.IsDemonstration)));
        }

        return values.ToLookup(value => value.Station);
    }
}
