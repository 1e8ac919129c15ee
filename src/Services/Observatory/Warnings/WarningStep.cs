using OneStop.Platform.Texts;

namespace OneStop.Observatory.Warnings;

/// <summary>One step in the life of a warning; the steps with one chain are its history, the newest says whether it is in force.</summary>
internal sealed class WarningStep
{
    public required Guid Id { get; init; }

    /// <summary>All steps from issue to cancellation carry the same.</summary>
    public required Guid Chain { get; init; }

    /// <summary>The statement's key in warnings.json: <c>WTCSGNL</c>, <c>WRAIN</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which of its signals: <c>TC8NE</c>, <c>WRAINA</c>; the kind's own code where it has none.</summary>
    public required string Code { get; init; }

    public required WarningAction Action { get; init; }

    /// <summary>The time the Observatory gives it, never the clock of the machine that took it.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The statement's paragraphs, as JSON of <see cref="LocalizedText"/>s.</summary>
    public required string Contents { get; init; }

    public required string ProposedBy { get; init; }

    /// <summary>The second forecaster, where the signal asks for two.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>The simplified text was made from the traditional one by machine.</summary>
    public bool IsConverted { get; init; }
}

internal enum WarningAction
{
    Issue,
    Reissue,
    Extend,
    Update,
    Cancel,
}
