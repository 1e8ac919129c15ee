using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Stations;

/// <summary>The stations for programs: who measures what, and who has fallen silent.</summary>
internal static class StationsApi
{
    /// <summary>A station that sends every ten minutes has stopped when three in a row stay out.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(35);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/weather/stations", ListAsync).AllowAnonymous().WithName("WeatherStations").WithTags("Observatory")
            .WithSummary("Every station: where it is, what it measures, when it last sent and whether it has stopped").Produces<IReadOnlyList<StationEntry>>();

    private static async Task<IReadOnlyList<StationEntry>> ListAsync(Weather weather, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var newest = (await weather.NowAsync(ct)).GroupBy(row => row.Station).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.NewestAt));
        return
        [
            .. StationList.All.Select(station =>
            {
                var at = newest.TryGetValue(station.Code, out var found) ? found : (DateTimeOffset?)null;
                return new StationEntry(
                    station.Code, station.Name, station.District, station.Latitude, station.Longitude, station.Elevation, station.IsReference, station.Measures,
                    at is { } instant ? HongKong.At(instant) : null, at is null || now - at > Silence);
            }),
        ];
    }
}

/// <param name="NewestAt">When its newest reading was true; null: it has never sent.</param>
/// <param name="HasStopped">Nothing for more than 35 minutes.</param>
internal sealed record StationEntry(
    string Code, LocalizedText Name, string District, double Latitude, double Longitude, int Elevation, bool IsReference, IReadOnlyList<Quantity> Measures,
    DateTimeOffset? NewestAt, bool HasStopped);
