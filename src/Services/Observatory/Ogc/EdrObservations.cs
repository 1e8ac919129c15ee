using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>The queries of EDR on what the stations measured: at a station, at the one nearest to a place, at all within a distance of it.</summary>
internal sealed class EdrObservations(ObservatoryDb db, Text text)
{
    private const int MostReadings = 20_000;

    internal async Task<IResult> PositionAsync(string? coords, string? names, string? datetime, string? f, string? crs, CancellationToken ct)
    {
        if (!Wkt.TryPoint(coords, out var longitude, out var latitude))
        {
            return new OgcRefusal("point").ToResult(text);
        }

        if (Parse(names, out var quantities) is { } refusal)
        {
            return refusal.ToResult(text);
        }

        var nearest = StationList.All.Where(station => station.Measures.Any(quantities.Contains)).MinBy(station => Distance(station, longitude, latitude));
        return nearest is null ? Results.NoContent() : await SeriesAsync([nearest], quantities, datetime, f, crs, ct, isCollection: false);
    }

    internal async Task<IResult> LocationAsync(string id, string? names, string? datetime, string? f, string? crs, CancellationToken ct)
    {
        if (StationList.Find(id) is not { } station)
        {
            return new OgcRefusal("location", StatusCodes.Status404NotFound, id).ToResult(text);
        }

        return Parse(names, out var quantities) is { } refusal ? refusal.ToResult(text) : await SeriesAsync([station], quantities, datetime, f, crs, ct, isCollection: false);
    }

    internal async Task<IResult> RadiusAsync(string? coords, string? within, string? units, string? names, string? datetime, string? f, string? crs, CancellationToken ct)
    {
        if (!Wkt.TryPoint(coords, out var longitude, out var latitude))
        {
            return new OgcRefusal("point").ToResult(text);
        }

        if (!Circle.TryParse(within, units, longitude, latitude, out var circle))
        {
            return new OgcRefusal("within", Named: [Circle.Units]).ToResult(text);
        }

        return Parse(names, out var quantities) is { } refusal ? refusal.ToResult(text)
            : await SeriesAsync([.. StationList.All.Where(station => circle.Contains(station.Longitude, station.Latitude))], quantities, datetime, f, crs, ct, isCollection: true);
    }

    private async Task<IResult> SeriesAsync(IReadOnlyList<Station> stations, IReadOnlySet<Quantity> quantities, string? datetime, string? f, string? crs, CancellationToken ct, bool isCollection)
    {
        if (!Interval.TryParse(datetime, out var interval))
        {
            return new OgcRefusal("datetime").ToResult(text);
        }

        if (!EdrAsked.TryForm(f, out var form))
        {
            return new OgcRefusal("format").ToResult(text);
        }

        if (!EdrAsked.IsCrs84(crs))
        {
            return new OgcRefusal("crs").ToResult(text);
        }

        var (observed, readings) = (new List<ObservedStation>(), 0);
        foreach (var station in stations)
        {
            var measured = station.Measures.Where(quantities.Contains).ToList();
            var values = string.IsNullOrEmpty(datetime) ? await LatestAsync(station, measured, ct) : await ReadAsync(station, measured, interval, ct);
            readings += values.Count;
            if (readings > MostReadings)
            {
                return new OgcRefusal("many", OgcRefusal.TooLarge, MostReadings).ToResult(text);
            }

            if (values.Count > 0)
            {
                observed.Add(new ObservedStation(station, measured, values));
            }
        }

        return observed.Count == 0 ? Results.NoContent() : ObservedSeries.Write(observed, form, isCollection);
    }

    private async Task<List<StationReading>> LatestAsync(Station station, List<Quantity> measured, CancellationToken ct) =>
        await db.Latest.AsNoTracking().Where(latest => latest.Station == station.Code && measured.Contains(latest.Quantity))
            .Select(latest => new StationReading(latest.Quantity, latest.At, latest.Value)).ToListAsync(ct);

    private async Task<List<StationReading>> ReadAsync(Station station, List<Quantity> measured, Interval interval, CancellationToken ct)
    {
        var readings = db.Readings.AsNoTracking().Where(reading => reading.Station == station.Code && measured.Contains(reading.Quantity) && reading.Quality == Quality.Good && reading.Value != null);
        readings = interval.From is { } from ? readings.Where(reading => reading.At >= from) : readings;
        readings = interval.Until is { } until ? readings.Where(reading => reading.At <= until) : readings;
        return await readings.OrderBy(reading => reading.Quantity).ThenBy(reading => reading.At).Take(MostReadings + 1)
            .Select(reading => new StationReading(reading.Quantity, reading.At, reading.Value!.Value)).ToListAsync(ct);
    }

    private static OgcRefusal? Parse(string? names, out IReadOnlySet<Quantity> quantities)
    {
        quantities = Parameter.Observed.Keys.ToHashSet();
        if (string.IsNullOrEmpty(names))
        {
            return null;
        }

        var asked = names.Split(',', StringSplitOptions.TrimEntries);
        var unknown = asked.FirstOrDefault(name => Parameter.Observed.Values.All(parameter => parameter.Name != name));
        quantities = Parameter.Observed.Where(parameter => asked.Contains(parameter.Value.Name)).Select(parameter => parameter.Key).ToHashSet();
        return unknown is null ? null : new OgcRefusal("parameter-name", Named: [unknown, string.Join(", ", Parameter.Observed.Values.Select(parameter => parameter.Name))]);
    }

    /// <summary>Square degrees of the sphere's surface, near enough within Hong Kong to say which is nearest.</summary>
    private static double Distance(Station station, double longitude, double latitude)
    {
        var (x, y) = ((station.Longitude - longitude) * Math.Cos(latitude * Math.PI / 180), station.Latitude - latitude);
        return (x * x) + (y * y);
    }
}

/// <param name="Measured">What was asked for and it measures.</param>
internal sealed record ObservedStation(Station Station, IReadOnlyList<Quantity> Measured, IReadOnlyList<StationReading> Readings);

internal sealed record StationReading(Quantity Quantity, DateTimeOffset At, double Value);
