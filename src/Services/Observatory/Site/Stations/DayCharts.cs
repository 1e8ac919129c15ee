using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Charts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Stations;

/// <summary>A station's day as charts: temperature, humidity, wind, pressure, rain; none for what it does not measure.</summary>
internal sealed class DayCharts(Words words, Text text)
{
    private const int HoursBetweenMarks = 6;
    private const int HoursBetweenArrows = 2;

    /// <summary>Readings come every ten minutes: after three quarters of an hour without one a line is broken.</summary>
    private static readonly double Gap = 45.0 / (24 * 60);

    internal IReadOnlyList<Chart> Of(StationDay day) =>
        [.. new[] { Line(day, Quantity.Temperature, 6), Line(day, Quantity.RelativeHumidity, 20), Wind(day), Line(day, Quantity.Pressure, 6), Rain(day) }.OfType<Chart>()];

    private Chart? Line(StationDay day, Quantity quantity, double atLeast)
    {
        var readings = day.Readings[quantity].ToList();
        return readings.Count == 0 ? null : new Chart(
            Title(quantity), Describe(readings, quantity), Scale.Of(readings.Select(reading => reading.Value!.Value), atLeast),
            Marks(day), [new Trace(words[quantity], TraceKind.Line, 1, Samples(day, readings), Gap)], []);
    }

    private Chart? Wind(StationDay day)
    {
        var (speeds, gusts) = (day.Readings[Quantity.WindSpeed].ToList(), day.Readings[Quantity.WindGust].ToList());
        if (speeds.Count == 0)
        {
            return null;
        }

        var arrows = day.Readings[Quantity.WindDirection]
            .Where(reading => reading.Value > 0 && reading.At.Minute == 0 && HongKong.At(reading.At).Hour % HoursBetweenArrows == 0)
            .Select(reading => new Arrow(TimeMarks.Place(reading.At, day.From, day.Until), reading.Value!.Value));
        var traces = new[]
        {
            new Trace(text["observatory.site.chart.windspeed"], TraceKind.Line, 1, Samples(day, speeds), Gap),
            new Trace(text["observatory.site.chart.windgust"], TraceKind.Line, 2, Samples(day, gusts), Gap),
        };
        return new Chart(
            text["observatory.site.chart.wind"], Describe(gusts.Count > 0 ? gusts : speeds, Quantity.WindGust),
            Scale.Of(speeds.Concat(gusts).Select(reading => reading.Value!.Value), 20, fromZero: true), Marks(day),
            [.. traces.Where(trace => trace.Samples.Count > 0)], [.. arrows]);
    }

    private Chart? Rain(StationDay day)
    {
        // A reading is the rain of the hour before it: those on the hour add up to the day.
        var hours = day.Readings[Quantity.Rainfall].Where(reading => reading.At.Minute == 0).ToList();
        if (hours.Count == 0)
        {
            return null;
        }

        var wettest = hours.MaxBy(reading => reading.Value)!;
        var described = wettest.Value > 0
            ? text["observatory.site.chart.describe.rain", words.Rain(hours.Sum(reading => reading.Value!.Value)), words.Rain(wettest.Value.Value), Words.Clock(wettest.At)]
            : text["observatory.site.chart.describe.dry"];
        var first = hours[0].At;
        var samples = Enumerable.Range(0, (int)Math.Round((hours[^1].At - first).TotalHours) + 1).Select(hour => first.AddHours(hour))
            .Select(at => new Sample(TimeMarks.Place(at, day.From, day.Until), hours.Find(reading => reading.At == at)?.Value));
        return new Chart(
            Title(Quantity.Rainfall), described, Scale.Of(hours.Select(reading => reading.Value!.Value), 10, fromZero: true), Marks(day),
            [new Trace(words[Quantity.Rainfall], TraceKind.Bars, 1, [.. samples])], []);
    }

    private string Title(Quantity quantity) => text[$"observatory.site.chart.{quantity.ToString().ToLowerInvariant()}"];

    private string Describe(List<Reading> readings, Quantity quantity)
    {
        var (high, low) = (readings.MaxBy(reading => reading.Value)!, readings.MinBy(reading => reading.Value)!);
        return text[
            "observatory.site.chart.describe", Words.When(readings[0].At), Of(readings[0]), Words.When(readings[^1].At), Of(readings[^1]),
            Of(high), Words.Clock(high.At), Of(low), Words.Clock(low.At)];

        string Of(Reading reading) => words.Of(quantity, reading.Value!.Value);
    }

    private static IReadOnlyList<AxisMark> Marks(StationDay day) => TimeMarks.Hours(day.From, day.Until, HoursBetweenMarks);

    private static List<Sample> Samples(StationDay day, List<Reading> readings) =>
        readings.ConvertAll(reading => new Sample(TimeMarks.Place(reading.At, day.From, day.Until), reading.Value));
}
