using OneStop.Cases.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Cases.Handling;

internal sealed class Case
{
    public Guid Id { get; init; }
    public required string SubjectKind { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>Kind and id of the subject while the case is open, null afterwards: its unique index allows one open case on a subject.</summary>
    public string? OpenSubject { get; private set; }

    public required string Reference { get; init; }

    /// <summary>The officers who may handle it: <c>cr:registrar</c>.</summary>
    public required string Desk { get; init; }

    public required LocalizedText Title { get; init; }
    public required IReadOnlyList<LocalizedText> Reasons { get; init; }
    public required IReadOnlyList<ReasonChoice> Choices { get; init; }
    public bool FourEyes { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateOnly DueOn { get; init; }
    public CaseState State { get; private set; }

    /// <summary>Who has it on the desk; nobody while it waits for one, or for a second officer.</summary>
    public Guid? OfficerId { get; private set; }

    public CaseDecision? Decision { get; private set; }
    public IReadOnlyList<string> ReasonCodes { get; private set; } = [];
    public string Note { get; private set; } = "";
    public Guid? ProposedBy { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public int Version { get; private set; }
    public List<CaseParty> Parties { get; init; } = [];

    internal static string SubjectKey(string kind, Guid id) => $"{kind}/{id}";

    internal static Case Open(OpenCase open, Guid id, DateTimeOffset now, DateOnly dueOn) => new()
    {
        Id = id,
        SubjectKind = open.SubjectKind,
        SubjectId = open.SubjectId,
        OpenSubject = SubjectKey(open.SubjectKind, open.SubjectId),
        Reference = open.Reference,
        Desk = $"{open.Department}:{open.Role}",
        Title = open.Title,
        Reasons = open.Reasons,
        Choices = open.ReasonChoices,
        FourEyes = open.FourEyes,
        OpenedAt = now,
        DueOn = dueOn,
        Parties = [.. open.Parties.Distinct().Select(person => new CaseParty { CaseId = id, PersonId = person })],
    };

    /// <summary>Approval and refusal settle the matter, a return does not: only the first two take a second officer.</summary>
    internal bool NeedsSecondOfficer(CaseDecision decision) => FourEyes && decision is not CaseDecision.Return;

    internal void Assign(Guid officer)
    {
        Move(CaseAct.Assign);
        OfficerId = officer;
    }

    internal void Unassign()
    {
        Move(CaseAct.Unassign);
        OfficerId = null;
    }

    internal void Propose(CaseDecision decision, IReadOnlyList<string> reasons, string note, Guid officer)
    {
        Move(CaseAct.Propose);
        (Decision, ReasonCodes, Note, ProposedBy, OfficerId) = (decision, reasons, note, officer, null);
    }

    internal void Decide(CaseDecision decision, IReadOnlyList<string> reasons, string note, Guid officer, DateTimeOffset now)
    {
        Move(CaseAct.Decide);
        (Decision, ReasonCodes, Note, OfficerId) = (decision, reasons, note, officer);
        End(officer, now);
    }

    internal void Confirm(Guid officer, DateTimeOffset now)
    {
        Move(CaseAct.Confirm);
        End(officer, now);
    }

    /// <summary>The proposal is off: by the second officer, or by the one who made it. The first has it on the desk again.</summary>
    internal void Reopen(CaseAct act)
    {
        Move(act);
        (OfficerId, Decision, ReasonCodes, Note, ProposedBy) = (ProposedBy, null, [], "", null);
    }

    internal void Close(DateTimeOffset now)
    {
        Move(CaseAct.Close);
        (OpenSubject, EndedAt) = (null, now);
    }

    private void End(Guid officer, DateTimeOffset now) => (OpenSubject, DecidedBy, EndedAt) = (null, officer, now);

    private void Move(CaseAct act) => State = CaseStates.After(State, act)
        ?? throw new InvalidOperationException($"A case that is {State} knows no {act}.");
}

/// <summary>Somebody whose dealing it is.</summary>
internal sealed class CaseParty
{
    public Guid CaseId { get; init; }
    public Guid PersonId { get; init; }
}
