using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Site.Stations;

/// <summary>A station's good readings of the 24 hours that end at its newest.</summary>
internal sealed record StationDay(Station Station, DateTimeOffset From, DateTimeOffset Until, ILookup<Quantity, Reading> Readings)
{
    internal static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>What a table of the day has columns for, in order.</summary>
    private static readonly Quantity[] Charted =
    [
        Quantity.Temperature, Quantity.RelativeHumidity, Quantity.WindDirection, Quantity.WindSpeed, Quantity.WindGust, Quantity.Pressure, Quantity.Rainfall,
    ];

    internal IReadOnlyList<Quantity> Columns => [.. Charted.Where(Readings.Contains)];

    internal bool IsEmpty => Readings.Count == 0;

    /// <summary>Newest first; a quantity missing at an instant has no value there.</summary>
    internal IEnumerable<(DateTimeOffset At, IReadOnlyDictionary<Quantity, double> Values)> Rows =>
        from reading in Readings.SelectMany(quantity => quantity)
        group reading by reading.At into instant
        orderby instant.Key descending
        select (instant.Key, (IReadOnlyDictionary<Quantity, double>)instant.ToDictionary(reading => reading.Quantity, reading => reading.Value!.Value));

    internal static async Task<StationDay> OfAsync(ObservatoryDb db, Station station, IReadOnlyCollection<LatestReading> now, CancellationToken ct)
    {
        var until = now.Count == 0 ? DateTimeOffset.UnixEpoch + Length : now.Max(latest => latest.At);
        var from = until - Length;
        // Of a thousand rows only what is shown: two hundred pages are rendered with each change.
        var readings = await db.Readings.AsNoTracking()
            .Where(reading => reading.Station == station.Code && reading.At > from && reading.At <= until && reading.Quality == Quality.Good && reading.Value != null && Charted.Contains(reading.Quantity))
            .OrderBy(reading => reading.At)
            .Select(reading => new Reading { Station = station.Code, Quantity = reading.Quantity, At = reading.At, Value = reading.Value })
            .ToListAsync(ct);
        return new StationDay(station, from, until, readings.ToLookup(reading => reading.Quantity));
    }
}
