using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings;

/// <summary>How a forecaster's act ended.</summary>
/// <param name="Proposal">As it stands now; null where there is none.</param>
/// <param name="Conflict">True where the proposal had moved on, not the input was wrong.</param>
internal sealed record DeskOutcome(WarningProposal? Proposal, IReadOnlyList<RuleProblem>? Problems = null, bool Conflict = false)
{
    internal static readonly DeskOutcome NotFound = new((WarningProposal?)null);

    internal IReadOnlyList<RuleProblem> Problems { get; } = Problems ?? [];

    /// <summary>The same request had been taken before.</summary>
    internal bool IsRepeated { get; init; }

    internal bool IsDone => Proposal is not null && Problems.Count == 0;

    internal bool NeedsSecond => Problems.Contains(DeskProblems.SecondNeeded);
}

/// <summary>Why an act cannot be done now, and what to do instead.</summary>
internal static class DeskProblems
{
    internal static readonly RuleProblem SecondNeeded =
        new("", "warning.second-forecaster", "observatory.desk.problem.second", "Four eyes: who wrote a warning of the highest signals does not release it.");

    internal static readonly RuleProblem Rewritten = new("", "proposal.rewritten", "observatory.desk.problem.rewritten");

    internal static readonly RuleProblem IdTaken = new("id", "id.taken", "observatory.desk.problem.id-taken");

    internal static RuleProblem Ended(WarningProposal proposal) => proposal.State switch
    {
        ProposalState.Released => new("", "proposal.released", "observatory.desk.problem.released"),
        ProposalState.Withdrawn => new("", "proposal.withdrawn", "observatory.desk.problem.withdrawn"),
        ProposalState.Waiting => new("", "proposal.waiting", "observatory.desk.problem.waiting"),
        _ => new("", "proposal.draft", "observatory.desk.problem.draft"),
    };
}
