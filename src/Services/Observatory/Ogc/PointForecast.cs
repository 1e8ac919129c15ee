using System.Globalization;
using Microsoft.AspNetCore.Http;
using OneStop.Observatory.Forecasts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>
/// The forecast at a place in the shape of met.no's Locationforecast (wind in metres a second, as its clients expect). Of clouds the grid says
/// nothing, so there is no weather symbol.
/// </summary>
internal static class PointForecast
{
    private const double KilometresPerHourInMetresPerSecond = 3.6;

    internal static IResult Write(string? lat, string? lon, ForecastGrids grids, Text text)
    {
        if (!TryDegrees(lat, 90, out var latitude) || !TryDegrees(lon, 180, out var longitude))
        {
            return new OgcRefusal("lat-lon").ToResult(text);
        }

        if (grids.Current is not { } grid)
        {
            return Results.NoContent();
        }

        return grid.Covers(latitude, longitude)
            ? Answer.OfJson(Document(grid, latitude, longitude), contentType: EdrForecast.GeoJson)
            : new OgcRefusal("outside", Named: [Math.Round(grid.Longitudes.First, 6), Math.Round(grid.Latitudes.First, 6), Math.Round(grid.Longitudes.Last, 6), Math.Round(grid.Latitudes.Last, 6)]).ToResult(text);
    }

    private static object Document(ForecastGrid grid, double latitude, double longitude)
    {
        return new
        {
            type = "Feature",
            geometry = new { type = "Point", coordinates = new[] { longitude, latitude } },
            properties = new
            {
                meta = new
                {
                    updated_at = GridWords.Instant(grid.RunAt),
                    demonstration = grid.IsDemonstration,
                    units = new { air_temperature = "celsius", relative_humidity = "%", wind_from_direction = "degrees", wind_speed = "m/s", precipitation_amount = "mm", probability_of_precipitation = "%" },
                },
                timeseries = Enumerable.Range(0, grid.Steps).Select(Step).ToList(),
            },
        };

        object Step(int step) => new
        {
            time = GridWords.Instant(grid.At(step)),
            data = new
            {
                instant = new
                {
                    details = new
                    {
                        air_temperature = At(GridQuantity.Temperature, step),
                        relative_humidity = At(GridQuantity.RelativeHumidity, step),
                        wind_from_direction = At(GridQuantity.WindDirection, step),
                        wind_speed = At(GridQuantity.WindSpeed, step) is { } speed ? Math.Round(speed / KilometresPerHourInMetresPerSecond, 1) : (double?)null,
                    },
                },
                // A step's rain is that of the hour before it: what comes next stands with the step after.
                next_1_hours = step + 1 == grid.Steps ? null : new
                {
                    details = new { precipitation_amount = At(GridQuantity.Rainfall, step + 1), probability_of_precipitation = At(GridQuantity.RainProbability, step + 1) },
                },
            },
        };

        double? At(GridQuantity quantity, int step) =>
            grid.Value(quantity, step, latitude, longitude) is { } value ? Math.Round(value, Parameter.Forecast[quantity].Decimals) : null;
    }

    private static bool TryDegrees(string? text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}
