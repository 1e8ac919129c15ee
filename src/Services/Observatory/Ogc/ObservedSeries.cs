using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Ogc;

/// <summary>A station's readings in EDR's three forms; where a quantity has none at an instant it is null.</summary>
internal static class ObservedSeries
{
    internal static IResult Write(Station station, IReadOnlyList<Quantity> measured, IReadOnlyList<StationReading> readings, EdrForm form)
    {
        var instants = readings.Select(reading => reading.At).Distinct().Order().ToList();
        var values = readings.ToDictionary(reading => (reading.Quantity, reading.At), reading => reading.Value);
        double? At(Quantity quantity, DateTimeOffset at) => values.TryGetValue((quantity, at), out var value) ? Math.Round(value, Parameter.Observed[quantity].Decimals) : null;
        return form switch
        {
            EdrForm.GeoJson => Answer.OfJson(
                new { type = "FeatureCollection", features = instants.Select(at => StationFeatures.Observation(station, at, measured.Select(quantity => (quantity, At(quantity, at))))).ToList() },
                contentType: EdrForecast.GeoJson),
            EdrForm.Csv => Answer.OfText(Csv(station, measured, instants, At), EdrForecast.Csv),
            _ => Answer.OfJson(Coverage(station, measured, instants, At), contentType: EdrForecast.CoverageJson),
        };
    }

    private static Dictionary<string, object> Coverage(Station station, IReadOnlyList<Quantity> measured, List<DateTimeOffset> instants, Func<Quantity, DateTimeOffset, double?> at) => new()
    {
        ["type"] = "Coverage",
        ["id"] = station.Code,
        ["domain"] = new
        {
            type = "Domain",
            domainType = "PointSeries",
            axes = new { x = new { values = new[] { station.Longitude } }, y = new { values = new[] { station.Latitude } }, t = new { values = instants.Select(GridWords.Instant).ToList() } },
            referencing = new object[]
            {
                new { coordinates = new[] { "x", "y" }, system = new { type = "GeographicCRS", id = Ogc.Crs84 } },
                new { coordinates = new[] { "t" }, system = new { type = "TemporalRS", calendar = "Gregorian" } },
            },
        },
        ["parameters"] = measured.ToDictionary(quantity => Parameter.Observed[quantity].Name, quantity => Parameter.Observed[quantity].Describe()),
        ["ranges"] = measured.ToDictionary(quantity => Parameter.Observed[quantity].Name, quantity => new
        {
            type = "NdArray",
            dataType = "float",
            axisNames = new[] { "t" },
            shape = new[] { instants.Count },
            values = instants.Select(instant => at(quantity, instant)).ToList(),
        }),
    };

    private static string Csv(Station station, IReadOnlyList<Quantity> measured, List<DateTimeOffset> instants, Func<Quantity, DateTimeOffset, double?> at)
    {
        var csv = new StringBuilder("time,station,longitude,latitude");
        foreach (var quantity in measured)
        {
            csv.Append(',').Append(Parameter.Observed[quantity].Name);
        }

        csv.Append('\n');
        foreach (var instant in instants)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{GridWords.Instant(instant)},{station.Code},{station.Longitude},{station.Latitude}");
            foreach (var quantity in measured)
            {
                csv.Append(CultureInfo.InvariantCulture, $",{at(quantity, instant)}");
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }
}
