using OneStop.Platform.Web;

namespace OneStop.Cases.Handling;

/// <summary>How an officer's act ended.</summary>
/// <param name="Conflict">True where the case had moved on, not the input was wrong.</param>
internal sealed record CaseOutcome(Entrance Entrance, IReadOnlyList<RuleProblem> Problems, bool Conflict = false)
{
    internal static readonly CaseOutcome Done = new(Entrance.Granted, []);

    internal static CaseOutcome Refused(Entrance entrance) => new(entrance, []);

    internal static CaseOutcome Invalid(params RuleProblem[] problems) => new(Entrance.Granted, problems);
}

/// <summary>Why an act cannot be done now, and what to do instead.</summary>
internal static class CaseProblems
{
    internal static CaseOutcome NotOpen(Case found) => Conflict(found.State switch
    {
        CaseState.Proposed => new("", "case.proposed", "cases.problem.proposed"),
        CaseState.Decided => new("", "case.decided", "cases.problem.decided"),
        _ => new("", "case.closed", "cases.problem.closed"),
    });

    internal static CaseOutcome NotYours(Case found) => found.State == CaseState.Open
        ? Conflict(new("", "case.not-yours", "cases.problem.not-yours"))
        : NotOpen(found);

    internal static CaseOutcome NothingProposed(Case found) => found.State is CaseState.Open or CaseState.Proposed
        ? Conflict(new("", "case.nothing-proposed", "cases.problem.nothing-proposed"))
        : NotOpen(found);

    internal static CaseOutcome SecondOfficerNeeded() =>
        Conflict(new("", "case.second-officer", "cases.problem.second-officer", "Four eyes: the officer who proposed a decision does not confirm it."));

    /// <summary>Whether words are there and not too many; texts lie below the prefix: <c>.missing</c>, <c>.long</c>.</summary>
    internal static RuleProblem? Words(string words, string path, string prefix, int least, int most) =>
        words.Length < least ? new(path, $"{path}.missing", $"{prefix}.missing") { Args = [least] }
        : words.Length > most ? new(path, $"{path}.too-long", $"{prefix}.long") { Args = [most, words.Length - most] }
        : null;

    private static CaseOutcome Conflict(RuleProblem problem) => new(Entrance.Granted, [problem], Conflict: true);
}
