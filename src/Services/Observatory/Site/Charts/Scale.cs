namespace OneStop.Observatory.Site.Charts;

/// <summary>A value axis from one round number to another, in equal round steps, that holds all its values.</summary>
internal sealed record Scale(double Low, double Step, int Count)
{
    private const double Narrowest = 1e-3;
    private static readonly double[] Round = [1, 2, 5, 10];

    internal double High => Low + (Step * Count);

    internal IEnumerable<double> Ticks => Enumerable.Range(0, Count + 1).Select(tick => Low + (tick * Step));

    /// <summary>Digits after the point that its ticks need.</summary>
    internal int Decimals => Math.Max(0, -(int)Math.Floor(Math.Log10(Step) + 1e-9));

    /// <param name="atLeast">The least height of the axis, so that a calm day does not look like a wild one.</param>
    internal static Scale Of(IEnumerable<double> values, double atLeast = 0, bool fromZero = false, int steps = 4)
    {
        var (low, high) = Range(values);
        low = fromZero ? Math.Min(0, low) : low;
        var missing = Math.Max(atLeast, Narrowest) - (high - low);
        if (missing > 0)
        {
            high += fromZero ? missing : missing / 2;
            low -= fromZero ? 0 : missing / 2;
        }

        var raw = (high - low) / steps;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Round.First(round => round * magnitude >= raw * (1 - 1e-9)) * magnitude;
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Ceiling((high / step) - 1e-9);
        return new Scale(first * step, step, Math.Max(1, (int)(last - first)));
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? (0, 1) : (all.Min(), all.Max());
    }
}
