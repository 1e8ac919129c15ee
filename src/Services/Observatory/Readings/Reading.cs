namespace OneStop.Observatory.Readings;

/// <summary>One value of one station at one instant, kept for ever as it was sent. Missing is a row without a value, never a zero.</summary>
internal sealed class Reading
{
    public required string Station { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>When it was true at the station, not when it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In the quantity's unit; null: the station said that it has none.</summary>
    public double? Value { get; set; }

    public Quality Quality { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Made up to try the service with, never measured.</summary>
    public bool IsDemonstration { get; set; }
}

internal enum Quality
{
    /// <summary>Shown.</summary>
    Good,

    /// <summary>A jump that the neighbouring readings do not bear out: kept, not shown.</summary>
    Spike,

    /// <summary>Outside what is physically possible: kept, not shown.</summary>
    OutOfRange,

    /// <summary>The station sent that it has no value.</summary>
    Missing,
}

/// <summary>The newest good value of a station's quantity: what "now" shows. A late reading never overwrites a newer one.</summary>
internal sealed class LatestReading
{
    public required string Station { get; init; }

    public required Quantity Quantity { get; init; }

    public DateTimeOffset At { get; set; }

    public double Value { get; set; }

    /// <summary>Made up to try the service with, never measured.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>The instant of the newest reading of any quality: what comes after it is in order and new.</summary>
    public DateTimeOffset NewestAt { get; set; }

    /// <summary>The newest spike after the newest good value, that a next reading may still bear out.</summary>
    public DateTimeOffset? SuspectAt { get; set; }

    public double? SuspectValue { get; set; }
}

/// <summary>A day's value at a station, in Hong Kong civil time: the climate record.</summary>
internal sealed class DailyValue
{
    public required string Station { get; init; }

    public required DailyElement Element { get; init; }

    public required DateOnly Day { get; init; }

    public double? Value { get; set; }

    /// <summary>False while readings of the day are missing (the Observatory's data completeness "#").</summary>
    public bool IsComplete { get; set; }
}

internal enum DailyElement
{
    /// <summary>°C.</summary>
    MeanTemperature,

    /// <summary>°C.</summary>
    MaximumTemperature,

    /// <summary>°C.</summary>
    MinimumTemperature,

    /// <summary>mm.</summary>
    Rainfall,

    /// <summary>Per cent.</summary>
    MaximumHumidity,

    /// <summary>Per cent.</summary>
    MinimumHumidity,
}
