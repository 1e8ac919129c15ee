using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Charts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Stations;

/// <summary>A station's year as charts: each day's highest, mean and lowest temperature; each month's rain.</summary>
internal sealed class ClimateCharts(Words words, Text text)
{
    private const int MonthsBetweenNames = 3;

    internal IReadOnlyList<Chart> Of(StationYear year) => [.. new[] { Temperature(year), Rain(year) }.OfType<Chart>()];

    private Chart? Temperature(StationYear year)
    {
        var (highs, lows) = (year.Days[DailyElement.MaximumTemperature].ToList(), year.Days[DailyElement.MinimumTemperature].ToList());
        if (highs.Count == 0 || lows.Count == 0)
        {
            return null;
        }

        var (high, low) = (highs.MaxBy(day => day.Value)!, lows.MinBy(day => day.Value)!);
        var length = (double)(year.Until.DayNumber - year.From.DayNumber);
        return new Chart(
            text["observatory.site.chart.climate.temperature"],
            text["observatory.site.chart.climate.describe", words.Temperature(high.Value!.Value), Text.Day(high.Day), words.Temperature(low.Value!.Value), Text.Day(low.Day)],
            Scale.Of(highs.Concat(lows).Select(day => day.Value!.Value)),
            TimeMarks.Months(year.From, year.Until, MonthsBetweenNames),
            [
                new Trace(text["observatory.site.chart.climate.range"], TraceKind.Band, 1, Samples(highs), 1.5 / length, Samples(lows)),
                new Trace(text["observatory.site.chart.climate.mean"], TraceKind.Line, 1, Samples(year.Days[DailyElement.MeanTemperature]), 1.5 / length),
            ],
            []);

        List<Sample> Samples(IEnumerable<DailyValue> days) => [.. days.Select(day => new Sample((day.Day.DayNumber - year.From.DayNumber) / length, day.Value))];
    }

    private Chart? Rain(StationYear year)
    {
        var months = year.Months;
        if (months.Where(month => month.Rain is not null).MaxBy(month => month.Rain) is not { } wettest)
        {
            return null;
        }

        return new Chart(
            text["observatory.site.chart.climate.rain"],
            text["observatory.site.chart.climate.describe.rain", words.Rain(months.Sum(month => month.Rain ?? 0)), Name(wettest.First), words.Rain(wettest.Rain!.Value)],
            Scale.Of(months.Select(month => month.Rain ?? 0), 10, fromZero: true),
            [.. months.Select((month, place) => new AxisMark((place + 0.5) / months.Count, place % MonthsBetweenNames == 0 ? TimeMarks.Month(month.First) : "", Line: false))],
            [new Trace(words[Quantity.Rainfall], TraceKind.Bars, 1, [.. months.Select((month, place) => new Sample((place + 1.0) / months.Count, month.Rain))])],
            []);
    }

    internal static string Name(DateOnly month) =>
        month.ToString(Lang.Current.IsChinese ? "yyyy年M月" : "MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
