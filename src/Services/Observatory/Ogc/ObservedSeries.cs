using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using OneStop.Observatory.Readings;

namespace OneStop.Observatory.Ogc;

/// <summary>Stations' readings in EDR's three forms; where a quantity has none at an instant it is null.</summary>
internal static class ObservedSeries
{
    /// <param name="isCollection">CoverageJSON of several stations is a collection of coverages.</param>
    internal static IResult Write(IReadOnlyList<ObservedStation> stations, EdrForm form, bool isCollection)
    {
        var series = stations.Select(station => new Series(station)).ToList();
        return form switch
        {
            EdrForm.GeoJson => Answer.OfJson(new { type = "FeatureCollection", features = series.SelectMany(Features).ToList() }, contentType: EdrForecast.GeoJson),
            EdrForm.Csv => Answer.OfText(Csv(series), EdrForecast.Csv),
            _ => Answer.OfJson(isCollection ? new { type = "CoverageCollection", domainType = "PointSeries", coverages = series.Select(Coverage).ToList() } : Coverage(series[0]), contentType: EdrForecast.CoverageJson),
        };
    }

    private static IEnumerable<object> Features(Series series) =>
        series.Instants.Select(at => StationFeatures.Observation(series.Of.Station, at, series.Of.Measured.Select(quantity => (quantity, series.At(quantity, at)))));

    private static Dictionary<string, object> Coverage(Series series)
    {
        var (station, measured) = (series.Of.Station, series.Of.Measured);
        return new()
        {
            ["type"] = "Coverage",
            ["id"] = station.Code,
            ["domain"] = new
            {
                type = "Domain",
                domainType = "PointSeries",
                axes = new { x = new { values = new[] { station.Longitude } }, y = new { values = new[] { station.Latitude } }, t = new { values = series.Instants.Select(GridWords.Instant).ToList() } },
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
                shape = new[] { series.Instants.Count },
                values = series.Instants.Select(instant => series.At(quantity, instant)).ToList(),
            }),
        };
    }

    /// <summary>A column for all that any of the stations measures.</summary>
    private static string Csv(List<Series> all)
    {
        var measured = all.SelectMany(series => series.Of.Measured).Distinct().ToList();
        var csv = new StringBuilder("time,station,longitude,latitude");
        foreach (var quantity in measured)
        {
            csv.Append(',').Append(Parameter.Observed[quantity].Name);
        }

        csv.Append('\n');
        foreach (var (series, instant) in all.SelectMany(series => series.Instants.Select(instant => (series, instant))))
        {
            var station = series.Of.Station;
            csv.Append(CultureInfo.InvariantCulture, $"{GridWords.Instant(instant)},{station.Code},{station.Longitude},{station.Latitude}");
            foreach (var quantity in measured)
            {
                csv.Append(CultureInfo.InvariantCulture, $",{series.At(quantity, instant)}");
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }

    private sealed class Series(ObservedStation of)
    {
        private readonly Dictionary<(Quantity, DateTimeOffset), double> values = of.Readings.ToDictionary(reading => (reading.Quantity, reading.At), reading => reading.Value);

        internal ObservedStation Of => of;

        internal List<DateTimeOffset> Instants { get; } = [.. of.Readings.Select(reading => reading.At).Distinct().Order()];

        internal double? At(Quantity quantity, DateTimeOffset at) => values.TryGetValue((quantity, at), out var value) ? Math.Round(value, Parameter.Observed[quantity].Decimals) : null;
    }
}
