namespace OneStop.Filings.Definitions;

/// <summary>A version of an e-service's file that was put online: drafts and filings on it rest on its text.</summary>
internal sealed class StoredDefinition
{
    /// <summary>Code and version: <c>library-card/2</c>.</summary>
    public required string Id { get; init; }
    public required string Code { get; init; }
    public int FormVersion { get; init; }
    public required string Hash { get; set; }
    public required string Source { get; set; }
    public DateTimeOffset At { get; init; }
    public int Version { get; set; }
}
