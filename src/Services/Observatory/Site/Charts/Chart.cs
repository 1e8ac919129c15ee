using System.Globalization;
using System.Text;

namespace OneStop.Observatory.Site.Charts;

/// <summary>A point of the frame: <see cref="Chart.Width"/> units from left to right, <see cref="Chart.Height"/> pixels from top to bottom.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>A word under the frame at a place of 0 to 1 from left to right; a line through the frame where it says so.</summary>
internal sealed record AxisMark(double Place, string Words, bool Line = true);

/// <param name="Place">0 to 1 from left to right.</param>
/// <param name="Value">Nothing: missing, which is not zero.</param>
internal readonly record struct Sample(double Place, double? Value);

internal enum TraceKind
{
    Line,
    Bars,

    /// <summary>From <see cref="Trace.Lower"/> up to the samples.</summary>
    Band,
}

/// <param name="Words">What it is called in the legend.</param>
/// <param name="Tone">1 to 3: its colour and its dashes, so that it is told apart in black and white too.</param>
/// <param name="Gap">Samples further apart than this are not joined.</param>
/// <param name="Lower">A band's lower edge at the same places.</param>
internal sealed record Trace(
    string Words, TraceKind Kind, int Tone, IReadOnlyList<Sample> Samples, double Gap = double.MaxValue, IReadOnlyList<Sample>? Lower = null);

/// <summary>A direction shown above the frame: an arrow that flies with the wind.</summary>
internal readonly record struct Arrow(double Place, double Degrees);

/// <summary>
/// Values over time, drawn as SVG on the server. The frame stretches with the page while words and strokes keep their size, so that a
/// phone reads them too; the table that goes with each chart says the same.
/// </summary>
internal sealed record Chart(string Title, string Description, Scale Scale, IReadOnlyList<AxisMark> Marks, IReadOnlyList<Trace> Traces, IReadOnlyList<Arrow> Arrows)
{
    internal const int Width = 1000;
    internal const int Height = 160;
    private const double BarShare = 0.8;

    internal bool IsEmpty => Traces.All(trace => trace.Samples.All(sample => sample.Value is null));

    /// <summary>Nothing but bars of no height: words say that better than an empty frame.</summary>
    internal bool IsFlat => Traces.All(trace => trace.Kind == TraceKind.Bars && trace.Samples.All(sample => sample.Value is null or 0));

    internal double Y(double value) => Height * (1 - ((value - Scale.Low) / (Scale.High - Scale.Low)));

    internal Point At(double place, double value) => new(Width * place, Y(value));

    /// <summary>The runs of joined points of a line.</summary>
    internal IEnumerable<IReadOnlyList<Point>> Runs(Trace trace) => Runs(trace.Samples, trace.Gap);

    /// <summary>A band's outlines: along its upper edge and back along its lower.</summary>
    internal IEnumerable<IReadOnlyList<Point>> Bands(Trace trace)
    {
        var both = trace.Samples.Join(trace.Lower!, upper => upper.Place, lower => lower.Place, (upper, lower) => (Upper: upper, Lower: lower))
            .Where(pair => pair.Upper.Value is not null && pair.Lower.Value is not null).ToList();
        return Runs(both.ConvertAll(pair => pair.Upper), trace.Gap).Zip(
            Runs(both.ConvertAll(pair => pair.Lower), trace.Gap), (upper, lower) => (IReadOnlyList<Point>)[.. upper, .. lower.Reverse()]);
    }

    private IEnumerable<IReadOnlyList<Point>> Runs(IReadOnlyList<Sample> samples, double gap)
    {
        var run = new List<Point>();
        var last = double.NegativeInfinity;
        foreach (var sample in samples)
        {
            if (run.Count > 0 && (sample.Value is null || sample.Place - last > gap))
            {
                yield return run;
                run = [];
            }

            if (sample.Value is { } value)
            {
                run.Add(At(sample.Place, value));
                last = sample.Place;
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>The bars of a trace, each ending at its sample's place and standing on zero.</summary>
    internal IEnumerable<(Point TopLeft, double Width, double Height)> Bars(Trace trace)
    {
        var width = Width / (double)Math.Max(1, trace.Samples.Count);
        return from sample in trace.Samples
               let value = sample.Value ?? 0
               where value > 0
               let top = At(sample.Place, value)
               select (new Point(top.X - (width * (1 + BarShare) / 2), top.Y), width * BarShare, Y(0) - top.Y);
    }

    internal static string Path(IReadOnlyList<Point> run)
    {
        var path = new StringBuilder();
        foreach (var point in run)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(point.X)).Append(' ').Append(Number(point.Y));
        }

        // A lone point would draw nothing: a line of no length under round ends is a dot.
        return run.Count == 1 ? path.Append("h0.01").ToString() : path.ToString();
    }

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
