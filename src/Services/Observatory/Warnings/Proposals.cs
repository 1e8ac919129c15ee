namespace OneStop.Observatory.Warnings;

internal enum ProposalState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>One forecaster has finished it; a second one releases it or sends it back.</summary>
    Waiting,

    /// <summary>It is public.</summary>
    Released,

    /// <summary>Given up; kept, because somebody proposed it.</summary>
    Withdrawn,
}

internal enum ProposalAct
{
    Write,
    Submit,
    Release,
    SendBack,
    Withdraw,
}

/// <param name="Event">What the others hear; null for nothing.</param>
internal sealed record ProposalTransition(ProposalState From, ProposalAct Act, ProposalState To, string? Event = null);

/// <summary>The life of a proposal; README.md draws this table.</summary>
internal static class Proposals
{
    internal static readonly IReadOnlyList<ProposalTransition> Table =
    [
        new(ProposalState.Draft, ProposalAct.Write, ProposalState.Draft),
        new(ProposalState.Draft, ProposalAct.Submit, ProposalState.Waiting),
        new(ProposalState.Draft, ProposalAct.Release, ProposalState.Released, nameof(Contracts.WarningReleased)),
        new(ProposalState.Draft, ProposalAct.Withdraw, ProposalState.Withdrawn),
        new(ProposalState.Waiting, ProposalAct.Write, ProposalState.Draft),
        new(ProposalState.Waiting, ProposalAct.Release, ProposalState.Released, nameof(Contracts.WarningReleased)),
        new(ProposalState.Waiting, ProposalAct.SendBack, ProposalState.Draft),
        new(ProposalState.Waiting, ProposalAct.Withdraw, ProposalState.Withdrawn),
    ];

    internal static ProposalState? After(ProposalState from, ProposalAct act) => Table.FirstOrDefault(row => row.From == from && row.Act == act)?.To;
}
