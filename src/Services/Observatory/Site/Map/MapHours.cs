using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Map;

/// <summary>One station's values, one for each of <see cref="MapHours.Times"/>; null where it has none.</summary>
internal sealed record MapStation(
    IReadOnlyList<double?> Temperature, IReadOnlyList<double?> Humidity, IReadOnlyList<double?> Wind, IReadOnlyList<double?> Direction, IReadOnlyList<double?> Rain);

/// <summary>What the map's script draws: °C, per cent, km/h, degrees that the wind blows from, mm in the hour before.</summary>
internal sealed record MapHours(IReadOnlyList<DateTimeOffset> Times, bool Demonstration, IReadOnlyDictionary<string, MapStation> Stations)
{
    internal const string Address = "/api/weather/map";

    internal static async Task<MapHours> OfAsync(StationHours hours, CancellationToken ct)
    {
        var times = await hours.TimesAsync(ct);
        var readings = await hours.AtAsync(times, times, ct);
        return new MapHours(
            [.. times.Select(HongKong.At)],
            readings.SelectMany(station => station).Any(reading => reading.IsDemonstration),
            StationList.All.Where(station => readings.Contains(station.Code)).ToDictionary(station => station.Code, station => Station(times, readings[station.Code])));
    }

    private static MapStation Station(IReadOnlyList<DateTimeOffset> times, IEnumerable<MapValue> readings)
    {
        var values = readings.ToDictionary(reading => (reading.Quantity, reading.At.UtcTicks), reading => (double?)reading.Value);
        return new MapStation(Of(Quantity.Temperature), Of(Quantity.RelativeHumidity), Of(Quantity.WindSpeed), Of(Quantity.WindDirection), Of(Quantity.Rainfall));

        IReadOnlyList<double?> Of(Quantity quantity) => [.. times.Select(at => values.GetValueOrDefault((quantity, at.UtcTicks)))];
    }

    internal byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, DataFile.Json);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, async (StationHours hours, CancellationToken ct) =>
            Results.Bytes((await OfAsync(hours, ct)).Json(), "application/json"))
        .AllowAnonymous().WithName("WeatherMap").WithSummary("Every station's values of now and on the hours of the past day, as the regional weather map draws them")
        .WithTags("Observatory").Produces<MapHours>();
}
