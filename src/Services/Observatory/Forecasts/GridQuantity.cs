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
