namespace OneStop.Cases.Handling;

/// <summary>One line of a case's history, as officers read it.</summary>
internal sealed class CaseEntry
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null where nobody acted: opened by a machine, closed because the subject went away.</summary>
    public Guid? OfficerId { get; init; }

    public CaseEntryKind Kind { get; init; }

    /// <summary>The note, or what the act was about: a decision, words to the other officer.</summary>
    public required string Text { get; init; }
}

internal enum CaseEntryKind
{
    Opened,
    Assigned,
    Unassigned,
    Noted,
    Proposed,
    SentBack,
    TakenBack,
    Decided,
    Closed,
}
