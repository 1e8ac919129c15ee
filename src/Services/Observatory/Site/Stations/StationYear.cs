using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Site.Stations;

/// <param name="IsComplete">Every day of the month counted.</param>
internal sealed record StationMonth(DateOnly First, double? MeanMaximum, double? Mean, double? MeanMinimum, double? Rain, bool IsComplete);

/// <summary>A station's daily values of the year that ends with its newest day.</summary>
internal sealed record StationYear(DateOnly From, DateOnly Until, ILookup<DailyElement, DailyValue> Days)
{
    internal bool IsEmpty => Days.Count == 0;

    /// <summary>The months of the year, oldest first.</summary>
    internal IReadOnlyList<StationMonth> Months
    {
        get
        {
            var months = new List<StationMonth>();
            for (var first = new DateOnly(From.Year, From.Month, 1); first <= Until && !IsEmpty; first = first.AddMonths(1))
            {
                var rain = Of(DailyElement.Rainfall, first);
                months.Add(new StationMonth(
                    first, Mean(DailyElement.MaximumTemperature, first), Mean(DailyElement.MeanTemperature, first), Mean(DailyElement.MinimumTemperature, first),
                    rain.Count == 0 ? null : rain.Sum(day => day.Value!.Value),
                    rain.Count(day => day.IsComplete) == DateTime.DaysInMonth(first.Year, first.Month)));
            }

            return months;
        }
    }

    internal static async Task<StationYear> OfAsync(ObservatoryDb db, Station station, CancellationToken ct)
    {
        var newest = await db.Days.AsNoTracking().Where(day => day.Station == station.Code && day.Value != null).MaxAsync(day => (DateOnly?)day.Day, ct);
        if (newest is not { } until)
        {
            return new StationYear(default, default, Array.Empty<DailyValue>().ToLookup(day => day.Element));
        }

        var from = until.AddYears(-1).AddDays(1);
        var days = await db.Days.AsNoTracking().Where(day => day.Station == station.Code && day.Day >= from && day.Value != null).OrderBy(day => day.Day)
            .Select(day => new DailyValue { Station = station.Code, Element = day.Element, Day = day.Day, Value = day.Value, IsComplete = day.IsComplete }).ToListAsync(ct);
        return new StationYear(from, until, days.ToLookup(day => day.Element));
    }

    private List<DailyValue> Of(DailyElement element, DateOnly month) =>
        [.. Days[element].Where(day => day.Day.Year == month.Year && day.Day.Month == month.Month)];

    private double? Mean(DailyElement element, DateOnly month) => Of(element, month) is { Count: > 0 } days ? days.Average(day => day.Value!.Value) : null;
}
