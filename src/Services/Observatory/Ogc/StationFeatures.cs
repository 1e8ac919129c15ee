using System.Globalization;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Ogc;

/// <summary>Stations, and what was measured or is forecast at one at an instant, as GeoJSON features.</summary>
internal static class StationFeatures
{
    internal static readonly string[] Properties = ["code", "district"];

    internal static object Station(Station station) => new
    {
        type = "Feature",
        id = station.Code,
        geometry = Point(station),
        properties = new
        {
            code = station.Code,
            name = station.Name.En,
            nameZhHant = station.Name.ZhHant,
            nameZhHans = station.Name.ZhHans,
            district = station.District,
            elevation = station.Elevation,
            isReference = station.IsReference,
            measures = string.Join(',', station.Measures.Select(quantity => Parameter.Observed[quantity].Name)),
        },
    };

    internal static object Observation(Station station, DateTimeOffset at, IEnumerable<(Quantity Quantity, double? Value)> values) =>
        AtStation(station, at, values.Select(value => (Parameter.Observed[value.Quantity], value.Value)));

    internal static object AtStation(Station station, DateTimeOffset at, IEnumerable<(Parameter Parameter, double? Value)> values)
    {
        var properties = new Dictionary<string, object?>
        {
            ["station"] = station.Code,
            ["name"] = station.Name.En,
            ["nameZhHant"] = station.Name.ZhHant,
            ["nameZhHans"] = station.Name.ZhHans,
            ["time"] = GridWords.Instant(at),
        };
        foreach (var (parameter, value) in values)
        {
            properties[parameter.Name] = value is { } number ? Places(number, parameter.Decimals) : null;
        }

        return new { type = "Feature", id = IdOf(station, at), geometry = Point(station), properties };
    }

    /// <summary>Nought millimetres are 0.0: clients that take a column's type from its first rows would cut the next ones to whole numbers.</summary>
    private static decimal Places(double number, int decimals) => Math.Round((decimal)number, decimals) + (decimals switch { 0 => 0m, 1 => 0.0m, _ => 0.00m });

    internal static string IdOf(Station station, DateTimeOffset at) => $"{station.Code}.{at.UtcDateTime.ToString("yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture)}";

    internal static (Station Station, DateTimeOffset At)? ParseId(string id) =>
        id.Split('.') is [var code, var stamp] && StationList.Find(code) is { } station
            && DateTimeOffset.TryParseExact(stamp, "yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (station, at) : null;

    private static object Point(Station station) => new { type = "Point", coordinates = new[] { station.Longitude, station.Latitude } };
}
