using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Map;

/// <summary>What every station measured on the hour, for the last day: the map's hours and the table that says the same.</summary>
internal sealed class StationHours(ObservatoryDb db)
{
    internal const int Back = 24;

    internal static readonly IReadOnlyList<Quantity> Shown =
        [Quantity.Temperature, Quantity.RelativeHumidity, Quantity.WindSpeed, Quantity.WindDirection, Quantity.Rainfall];

    /// <summary>The hours to choose from, oldest first; the last is the newest on which anything was measured.</summary>
    internal async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(CancellationToken ct)
    {
        var newest = await db.Latest.AsNoTracking().Where(latest => Shown.Contains(latest.Quantity)).MaxAsync(latest => (DateTimeOffset?)latest.At, ct);
        if (newest is null)
        {
            return [];
        }

        var hour = HongKong.At(newest.Value);
        var last = new DateTimeOffset(hour.Year, hour.Month, hour.Day, hour.Hour, 0, 0, hour.Offset);
        return [.. Enumerable.Range(0, Back + 1).Select(hours => last.AddHours(hours - Back).ToUniversalTime())];
    }

    internal async Task<ILookup<string, Reading>> AtAsync(IReadOnlyList<DateTimeOffset> times, CancellationToken ct)
    {
        var readings = await db.Readings.AsNoTracking()
            .Where(reading => times.Contains(reading.At) && Shown.Contains(reading.Quantity) && reading.Quality == Quality.Good && reading.Value != null)
            .ToListAsync(ct);
        return readings.ToLookup(reading => reading.Station);
    }
}
