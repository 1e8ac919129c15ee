using OneStop.Cases.Contracts;

namespace OneStop.Cases.Handling;

internal enum CaseState
{
    /// <summary>Waits for an officer's decision.</summary>
    Open,

    /// <summary>One officer has decided; a second one confirms or sends back.</summary>
    Proposed,

    Decided,

    /// <summary>Ended without a decision: the subject went away.</summary>
    Closed,
}

internal enum CaseAct
{
    Assign,
    Unassign,
    Decide,
    Propose,
    Confirm,
    SendBack,
    TakeBack,
    Close,
}

/// <param name="Event">What the others hear; null for nothing.</param>
internal sealed record CaseTransition(CaseState From, CaseAct Act, CaseState To, string? Event = null);

/// <summary>The whole life of a case; README.md draws this table.</summary>
internal static class CaseStates
{
    internal static readonly IReadOnlyList<CaseTransition> Table =
    [
        new(CaseState.Open, CaseAct.Assign, CaseState.Open),
        new(CaseState.Open, CaseAct.Unassign, CaseState.Open),
        new(CaseState.Open, CaseAct.Decide, CaseState.Decided, nameof(CaseDecided)),
        new(CaseState.Open, CaseAct.Propose, CaseState.Proposed),
        new(CaseState.Proposed, CaseAct.Confirm, CaseState.Decided, nameof(CaseDecided)),
        new(CaseState.Proposed, CaseAct.SendBack, CaseState.Open),
        new(CaseState.Proposed, CaseAct.TakeBack, CaseState.Open),
        new(CaseState.Open, CaseAct.Close, CaseState.Closed),
        new(CaseState.Proposed, CaseAct.Close, CaseState.Closed),
    ];

    internal static CaseState? After(CaseState from, CaseAct act) => Table.FirstOrDefault(row => row.From == from && row.Act == act)?.To;
}
