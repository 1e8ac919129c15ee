using OneStop.Platform.Events;

namespace OneStop.Cases.Contracts;

/// <summary>An officer decided.</summary>
/// <param name="ReasonCodes">Of the choices the case was opened with; at least one for Return and Refuse.</param>
/// <param name="Note">The officer's own words to the person, in the person's language or both; may be empty.</param>
public sealed record CaseDecided(
    Guid CaseId, string SubjectKind, Guid SubjectId, CaseDecision Decision, IReadOnlyList<string> ReasonCodes, string Note, Guid OfficerId) : IEvent
{
    public static string Name => "cases.case-decided.v1";

    public string Key => SubjectId.ToString();
}

public enum CaseDecision
{
    Approve,
    Return,
    Refuse,
}
