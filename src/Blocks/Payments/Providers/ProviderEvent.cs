namespace OneStop.Payments.Providers;

/// <summary>A callback as it came. Its key makes a second delivery of the same event a duplicate before anything else happens.</summary>
internal sealed class ProviderEvent
{
    public required string Provider { get; init; }
    public required string EventId { get; init; }
    public Guid? AttemptId { get; init; }
    public required string Raw { get; init; }
    public ProviderEventVerdict Verdict { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
}

internal enum ProviderEventVerdict
{
    /// <summary>It woke the question for the truth.</summary>
    Woke,

    /// <summary>About a payment we never asked for.</summary>
    Unknown,
}
