using CsCheck;
using OneStop.Observatory.Site.Charts;

namespace OneStop.Observatory.Tests.Site;

public sealed class ChartTests
{
    // In tenths, as instruments give them.
    private static readonly Gen<double> Values = Gen.Int[-600, 11000].Select(tenths => tenths / 10.0);

    private static readonly Gen<List<Sample>> Series = Gen.Select(Gen.Double[0, 1], Values.Nullable(), (place, value) => new Sample(place, value)).List[1, 60]
        .Select(samples => samples.OrderBy(sample => sample.Place).ToList());

    [Fact]
    public void A_scale_holds_its_values_between_round_rising_ticks() => Gen.Select(Values.List[1, 50], Gen.Double[0, 40], Gen.Bool).Sample((values, atLeast, fromZero) =>
    {
        var scale = Scale.Of(values, atLeast, fromZero);
        var ticks = scale.Ticks.ToList();

        Assert.True(scale.Low <= values.Min() + 1e-6 && scale.High >= values.Max() - 1e-6);
        Assert.True(scale.High - scale.Low >= atLeast - 1e-6);
        Assert.Equal(ticks, ticks.Distinct().Order());
        Assert.InRange(ticks.Count, 2, 8);
        Assert.True(!fromZero || scale.Low <= 0);
    });

    [Fact]
    public void Every_reading_is_a_point_inside_the_frame() => Series.Sample(samples =>
    {
        var chart = Of(samples, TraceKind.Line);

        var points = chart.Runs(chart.Traces[0]).SelectMany(run => run).ToList();

        Assert.Equal(samples.Count(sample => sample.Value is not null), points.Count);
        Assert.All(points, point => Assert.True(point is { X: >= 0 and <= Chart.Width, Y: >= -1e-6 and <= Chart.Height + 1e-6 }, point.ToString()));
    });

    [Fact]
    public void A_missing_reading_breaks_the_line_and_draws_nothing() => Series.Sample(samples =>
    {
        var chart = Of(samples, TraceKind.Line);
        var runs = samples.Select(sample => sample.Value is null).Prepend(true).Zip(samples, (missingBefore, sample) => missingBefore && sample.Value is not null).Count(begins => begins);

        Assert.Equal(runs, chart.Runs(chart.Traces[0]).Count());
    });

    [Fact]
    public void A_long_silence_breaks_the_line_too()
    {
        var chart = Of([new(0, 1), new(0.1, 2), new(0.5, 3)], TraceKind.Line, gap: 0.2);

        Assert.Equal([2, 1], chart.Runs(chart.Traces[0]).Select(run => run.Count));
    }

    [Fact]
    public void Bars_stand_on_zero_and_end_where_their_hour_ends() => Gen.Int[0, 900].Select(tenths => tenths / 10.0).List[1, 24].Sample(values =>
    {
        var samples = values.Select((value, hour) => new Sample((hour + 1.0) / values.Count, value)).ToList();
        var chart = Of(samples, TraceKind.Bars);

        Assert.All(chart.Bars(chart.Traces[0]), bar =>
        {
            Assert.InRange(bar.TopLeft.X, 0, Chart.Width);
            Assert.InRange(bar.TopLeft.X + bar.Width, 0, Chart.Width + 1e-6);
            Assert.Equal(chart.Y(0), bar.TopLeft.Y + bar.Height, 6);
            Assert.True(bar.Height > 0);
        });
    });

    [Fact]
    public void A_higher_value_stands_higher() => Gen.Select(Values, Values).Sample((a, b) =>
    {
        var chart = Of([new(0, a), new(1, b)], TraceKind.Line);

        Assert.Equal(a.CompareTo(b), chart.Y(b).CompareTo(chart.Y(a)));
    });

    private static Chart Of(IReadOnlyList<Sample> samples, TraceKind kind, double gap = double.MaxValue) => new(
        "", "", Scale.Of(samples.Select(sample => sample.Value).OfType<double>(), fromZero: kind == TraceKind.Bars), [], [new Trace("", kind, 1, samples, gap)], []);
}
