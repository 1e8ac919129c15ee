namespace OneStop.Observatory.Forecasts;

/// <summary>What the grid forecasts, each with its unit and how a stored step counts in it.</summary>
internal enum GridQuantity
{
    /// <summary>°C, stored in tenths.</summary>
    Temperature,

    /// <summary>Per cent.</summary>
    RelativeHumidity,

    /// <summary>Degrees true that the wind blows from.</summary>
    WindDirection,

    /// <summary>km/h, stored in tenths.</summary>
    WindSpeed,

    /// <summary>mm in the hour that ends at the step, stored in tenths.</summary>
    Rainfall,

    /// <summary>Per cent.</summary>
    RainProbability,
}

/// <summary>A regular axis of the grid, in degrees (WGS 84), rising.</summary>
internal readonly record struct Axis(double First, double Spacing, int Count)
{
    internal double Last => First + (Spacing * (Count - 1));
}
