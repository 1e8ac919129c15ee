using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Ogc;

/// <summary>One feature for each station and instant: without a time the newest of each station, with one all in it, station by station.</summary>
internal sealed class ObservationFeatures(ObservatoryDb db)
{
    internal static readonly string[] Properties = ["station"];

    internal async Task<(IReadOnlyList<object> Features, string? Next)> ReadAsync(FeatureQuery query, CancellationToken ct)
    {
        var after = query.After is null ? null : StationFeatures.ParseId(query.After);
        var stations = StationList.All.OrderBy(station => station.Code, StringComparer.Ordinal)
            .Where(station => query.Has("station", station.Code) && query.Box?.Contains(station.Longitude, station.Latitude) != false)
            .Where(station => after is null || string.CompareOrdinal(station.Code, after.Value.Station.Code) >= 0);
        var features = new List<(string Id, object Feature)>();
        foreach (var station in stations)
        {
            var from = after?.Station == station ? after.Value.At : (DateTimeOffset?)null;
            features.AddRange(query.HasInterval ? await ReadAsync(station, query, from, query.Limit + 1 - features.Count, ct) : from is null ? await LatestAsync(station, ct) : []);
            if (features.Count > query.Limit)
            {
                break;
            }
        }

        return ([.. features.Take(query.Limit).Select(feature => feature.Feature)], features.Count > query.Limit ? features[query.Limit - 1].Id : null);
    }

    internal async Task<object?> FindAsync(string id, CancellationToken ct)
    {
        if (StationFeatures.ParseId(id) is not var (station, at))
        {
            return null;
        }

        var readings = await db.Readings.AsNoTracking()
            .Where(reading => reading.Station == station.Code && station.Measures.Contains(reading.Quantity) && reading.At == at && reading.Quality == Quality.Good && reading.Value != null).ToListAsync(ct);
        return readings.Count == 0 ? null : Feature(station, at, readings).Feature;
    }

    private async Task<List<(string, object)>> LatestAsync(Station station, CancellationToken ct)
    {
        var latest = await db.Latest.AsNoTracking().Where(reading => reading.Station == station.Code).ToListAsync(ct);
        if (latest.Count == 0)
        {
            return [];
        }

        var newest = latest.Max(reading => reading.At);
        var values = latest.Where(reading => newest - reading.At <= OpenData.Now.Together).ToDictionary(reading => reading.Quantity, reading => reading.Value);
        return [(StationFeatures.IdOf(station, newest), StationFeatures.Observation(station, newest, Values(station, values)))];
    }

    private async Task<List<(string, object)>> ReadAsync(Station station, FeatureQuery query, DateTimeOffset? after, int most, CancellationToken ct)
    {
        var measured = station.Measures;
        var readings = db.Readings.AsNoTracking().Where(reading => reading.Station == station.Code && measured.Contains(reading.Quantity) && reading.Quality == Quality.Good && reading.Value != null);
        readings = query.Interval.From is { } from ? readings.Where(reading => reading.At >= from) : readings;
        readings = query.Interval.Until is { } until ? readings.Where(reading => reading.At <= until) : readings;
        readings = after is { } last ? readings.Where(reading => reading.At > last) : readings;
        // At most one reading of each quantity at an instant: so many rows hold so many whole instants.
        var rows = await readings.OrderBy(reading => reading.At).Take(most * measured.Count).ToListAsync(ct);
        return [.. rows.GroupBy(reading => reading.At).OrderBy(instant => instant.Key).Take(most).Select(instant => Feature(station, instant.Key, instant))];
    }

    private static (string Id, object Feature) Feature(Station station, DateTimeOffset at, IEnumerable<Reading> readings)
    {
        var values = readings.ToDictionary(reading => reading.Quantity, reading => reading.Value!.Value);
        return (StationFeatures.IdOf(station, at), StationFeatures.Observation(station, at, Values(station, values)));
    }

    private static IEnumerable<(Quantity, double?)> Values(Station station, Dictionary<Quantity, double> values) =>
        station.Measures.Select(quantity => (quantity, values.TryGetValue(quantity, out var value) ? value : (double?)null));
}
