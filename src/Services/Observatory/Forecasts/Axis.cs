namespace OneStop.Observatory.Forecasts;

/// <summary>A regular axis of the grid, in degrees (WGS 84), rising.</summary>
internal readonly record struct Axis(double First, double Spacing, int Count)
{
    // A place on the edge belongs to the grid whatever the last digit of its binary fraction says.
    private const double Slack = 1e-9;

    internal double Last => First + (Spacing * (Count - 1));

    internal double this[int index] => First + (Spacing * index);

    internal bool Covers(double degrees) => degrees >= First - Slack && degrees <= Last + Slack;

    internal int Nearest(double degrees) => Math.Clamp((int)Math.Round((degrees - First) / Spacing), 0, Count - 1);

    /// <summary>The index at or below the place, and which part of the way to the next it lies.</summary>
    internal (int Index, double Part) Below(double degrees)
    {
        var position = Math.Clamp((degrees - First) / Spacing, 0, Count - 1);
        var index = Math.Min((int)position, Math.Max(Count - 2, 0));
        return (index, position - index);
    }
}
