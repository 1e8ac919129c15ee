using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Charts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Forecast;

/// <summary>The hours of a point forecast as charts: temperature, rain and its probability, wind, humidity.</summary>
internal sealed class ForecastCharts(Words words, Text text)
{
    private const int HoursBetweenArrows = 12;

    internal IReadOnlyList<Chart> Of(PointForecast forecast, Units units)
    {
        var (from, until) = (forecast.Hours[0].At, forecast.Hours[^1].At);
        var marks = TimeMarks.Days(from, until, day => text[$"observatory.site.weekday.short.{(int)day.DayOfWeek}"]);
        return
        [
            .. new[]
            {
                Draw(text["observatory.site.forecast.chart.temperature", Words.Sign(units)], Line(hour => hour.Temperature is { } value ? units.OfTemperature(value) : null), 8, false,
                    value => Words.Fixed(value, 0) + Words.Sign(units)),
                Draw(text["observatory.site.forecast.chart.probability"], Line(hour => hour.RainProbability), 100, true, words.Percent),
                Draw(text["observatory.site.forecast.chart.rain"], Bars(hour => hour.Rainfall), 10, true, words.Rain),
                Draw(text["observatory.site.forecast.chart.wind", words.WindSign(units)], Line(hour => hour.WindSpeed is { } value ? units.OfWind(value) : null), units.OfWind(30), true,
                    value => Words.Fixed(value, 0), Arrows()),
                Draw(text["observatory.site.chart.relativehumidity"], Line(hour => hour.Humidity), 40, false, words.Percent),
            }.OfType<Chart>(),
        ];

        double Place(DateTimeOffset at) => TimeMarks.Place(at, from, until);

        Trace Line(Func<ForecastHour, double?> value) => new("", TraceKind.Line, 1, Samples(value));

        Trace Bars(Func<ForecastHour, double?> value) => new("", TraceKind.Bars, 1, [.. Samples(value).Skip(1)]);

        List<Sample> Samples(Func<ForecastHour, double?> value) => [.. forecast.Hours.Select(hour => new Sample(Place(hour.At), value(hour)))];

        List<Arrow> Arrows() =>
        [
            .. forecast.Hours.Where(hour => HongKong.At(hour.At).Hour % HoursBetweenArrows == 0 && hour.WindDirection > 0)
                .Select(hour => new Arrow(Place(hour.At), hour.WindDirection!.Value)),
        ];

        Chart? Draw(string title, Trace trace, double atLeast, bool fromZero, Func<double, string> say, IReadOnlyList<Arrow>? arrows = null)
        {
            var values = trace.Samples.Where(sample => sample.Value is not null).ToList();
            if (values.Count == 0)
            {
                return null;
            }

            var (high, low) = (values.MaxBy(sample => sample.Value), values.MinBy(sample => sample.Value));
            var said = text["observatory.site.forecast.chart.describe", say(high.Value!.Value), When(high), say(low.Value!.Value), When(low)];
            return new Chart(title, said, Scale.Of(values.Select(sample => sample.Value!.Value), atLeast, fromZero), marks, [trace], arrows ?? []);
        }

        string When(Sample sample) => Words.When(from + ((until - from) * sample.Place));
    }
}
