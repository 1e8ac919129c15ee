using OneStop.Observatory.Forecasts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Forecast;

/// <summary>An hour's forecast at a place; a value is missing where the grid has none.</summary>
internal sealed record ForecastHour(
    DateTimeOffset At, double? Temperature, double? Humidity, double? WindDirection, double? WindSpeed, double? Rainfall, double? RainProbability);

internal sealed record ForecastDaySummary(
    DateOnly Day, double? LowTemperature, double? HighTemperature, double? LowHumidity, double? HighHumidity, double? Rainfall, double? RainProbability, double? WindSpeed,
    IReadOnlyList<ForecastHour> Hours);

/// <summary>The newest run at a place, from the hour under way to the run's end.</summary>
internal sealed record PointForecast(DateTimeOffset RunAt, bool IsDemonstration, IReadOnlyList<ForecastHour> Hours)
{
    /// <summary>A run comes every six hours; one may fail.</summary>
    internal static readonly TimeSpan Promise = TimeSpan.FromHours(13);

    internal IReadOnlyList<ForecastDaySummary> Days =>
    [
        .. from hour in Hours
           group hour by HongKong.DayOf(hour.At) into day
           let hours = day.ToList()
           select new ForecastDaySummary(
               day.Key, hours.Min(hour => hour.Temperature), hours.Max(hour => hour.Temperature), hours.Min(hour => hour.Humidity), hours.Max(hour => hour.Humidity),
               hours.All(hour => hour.Rainfall is null) ? null : hours.Sum(hour => hour.Rainfall ?? 0), hours.Max(hour => hour.RainProbability),
               hours.Max(hour => hour.WindSpeed), hours),
    ];

    /// <summary>Nothing where the run has ended or does not reach the place.</summary>
    internal static PointForecast? Of(ForecastGrid grid, double latitude, double longitude, DateTimeOffset now)
    {
        var first = Math.Max(0, (int)Math.Floor((now - grid.RunAt).TotalHours));
        if (!grid.Covers(latitude, longitude) || first >= grid.Steps)
        {
            return null;
        }

        return new PointForecast(grid.RunAt, grid.IsDemonstration, [.. Enumerable.Range(first, grid.Steps - first).Select(HourAt)]);

        ForecastHour HourAt(int step)
        {
            return new ForecastHour(
                grid.At(step), At(GridQuantity.Temperature), At(GridQuantity.RelativeHumidity), At(GridQuantity.WindDirection), At(GridQuantity.WindSpeed),
                At(GridQuantity.Rainfall), At(GridQuantity.RainProbability));

            double? At(GridQuantity quantity) => grid.Value(quantity, step, latitude, longitude);
        }
    }
}
