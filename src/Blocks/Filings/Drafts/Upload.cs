namespace OneStop.Filings.Drafts;

/// <summary>A file that was given with a filing; only these may be answers to its file questions.</summary>
internal sealed class Upload
{
    public Guid FilingId { get; init; }
    public required string Sha256 { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public long Bytes { get; init; }
    public DateTimeOffset At { get; init; }
}
