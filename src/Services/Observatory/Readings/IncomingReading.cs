namespace OneStop.Observatory.Readings;

/// <summary>A reading as a station sent it, its form checked: a known station that measures the quantity, a finite number or none, an instant that can be.</summary>
internal sealed record IncomingReading(string Station, Quantity Quantity, DateTimeOffset At, double? Value, bool IsDemonstration, string From);

/// <summary>What became of it.</summary>
internal readonly record struct TakenReading(Taken Taken, Quality Quality);

internal enum Taken
{
    Stored,

    /// <summary>The same reading was there: nothing changed.</summary>
    Unchanged,

    /// <summary>Another value was there: it is kept among the corrections.</summary>
    Corrected,
}
