namespace OneStop.Filings.Life;

/// <summary>One step of a filing, as its filer sees it.</summary>
internal sealed class TimelineRow
{
    public Guid Id { get; init; }
    public Guid FilingId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Its words are at <c>filings.timeline.{Step}</c>.</summary>
    public required string Step { get; init; }

    /// <summary>For the words' {0}, in three languages; JSON.</summary>
    public string? Detail { get; init; }
}
