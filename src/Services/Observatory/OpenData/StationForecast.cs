using System.Globalization;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>
/// The forecast at a station, as the Observatory's automatic regional forecast gives it (<c>ocf/dat/HKO.xml</c>, which is JSON). The daily
/// icon is the nine-day forecast's where it covers the day; of the hours' weather the grid says nothing.
/// </summary>
internal static class StationForecast
{
    private const int LeastChance = 10;

    internal static object Report(Station station, ForecastGrid grid, Issued<NineDayForecast>? nine)
    {
        var hours = Enumerable.Range(0, grid.Steps).Select(step => (Step: step, At: HongKong.At(grid.At(step)))).ToList();
        return new
        {
            LastModified = Number(HongKong.At(grid.RunAt), "yyyyMMddHHmmss"),
            StationCode = station.Code,
            station.Latitude,
            station.Longitude,
            ModelTime = Number(grid.RunAt.ToUniversalTime(), "yyyyMMddHH"),
            DailyForecast = hours.GroupBy(hour => DateOnly.FromDateTime(hour.At.DateTime)).Where(day => day.Count() == 24).Select(day => new
            {
                ForecastDate = Wire.Day(day.Key),
                ForecastChanceOfRain = Chance(day.Max(hour => At(GridQuantity.RainProbability, hour.Step))),
                ForecastDailyWeather = nine?.Content.Days.FirstOrDefault(known => known.Date == day.Key)?.Icon,
                ForecastMaximumTemperature = Tenths(day.Max(hour => At(GridQuantity.Temperature, hour.Step))),
                ForecastMinimumTemperature = Tenths(day.Min(hour => At(GridQuantity.Temperature, hour.Step))),
            }).ToList(),
            HourlyWeatherForecast = hours.Select(hour => new
            {
                ForecastHour = hour.At.ToString("yyyyMMddHH", CultureInfo.InvariantCulture),
                ForecastRelativeHumidity = Tenths(At(GridQuantity.RelativeHumidity, hour.Step)),
                ForecastTemperature = Tenths(At(GridQuantity.Temperature, hour.Step)),
                ForecastWindDirection = Tenths(At(GridQuantity.WindDirection, hour.Step)),
                ForecastWindSpeed = Tenths(At(GridQuantity.WindSpeed, hour.Step)),
            }).ToList(),
        };

        double? At(GridQuantity quantity, int step) => grid.Value(quantity, step, station.Latitude, station.Longitude);
    }

    /// <summary>Eighty per cent as "80%", in tens; little as "&lt; 10%".</summary>
    private static string? Chance(double? chance) => chance is not { } most ? null : most < LeastChance ? "< 10%" : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(most / 10) * 10:0}%");

    private static double? Tenths(double? value) => value is { } number ? Math.Round(number, 1) : null;

    private static long Number(DateTimeOffset at, string format) => long.Parse(at.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
