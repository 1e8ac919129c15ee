using OneStop.Cases.Contracts;
using OneStop.Cases.Handling;
using OneStop.Platform.Web;

namespace OneStop.Cases.Deciding;

/// <summary>A decision as an officer gave it, by page or API.</summary>
internal sealed record DecisionInput(CaseDecision? Decision, IReadOnlyList<string> ReasonCodes, string Note)
{
    internal static DecisionInput From(string? decision, IEnumerable<string?>? reasonCodes, string? note) => new(
        Enum.GetValues<CaseDecision>().Cast<CaseDecision?>().FirstOrDefault(known => string.Equals(known.ToString(), decision, StringComparison.OrdinalIgnoreCase)),
        [.. (reasonCodes ?? []).OfType<string>().Where(code => code.Length > 0).Distinct(StringComparer.Ordinal)],
        PlainWords.Clean(note));

    /// <summary>An approval takes no reasons: those chosen before the officer changed their mind fall away.</summary>
    internal IReadOnlyList<string> ReasonsFor(CaseDecision decision) => decision == CaseDecision.Approve ? [] : ReasonCodes;

    internal IReadOnlyList<RuleProblem> Check(Case about)
    {
        var problems = new List<RuleProblem>();
        if (Decision is null)
        {
            problems.Add(new("decision", "decision.missing", "cases.decide.missing"));
        }

        if (Decision is CaseDecision.Return or CaseDecision.Refuse)
        {
            if (about.Choices.Count > 0 && ReasonCodes.Count == 0)
            {
                problems.Add(new("reasonCodes", "reasons.missing", "cases.decide.reasons.missing"));
            }
            else if (ReasonCodes.Except(about.Choices.Select(choice => choice.Code)).Any())
            {
                problems.Add(new("reasonCodes", "reasons.unknown", "cases.decide.reasons.unknown"));
            }

            if (about.Choices.Count == 0 && Note.Length == 0)
            {
                problems.Add(new("note", "note.missing", "cases.decide.note.missing"));
            }
        }

        if (Note.Length > PlainWords.MostInNote)
        {
            problems.Add(new("note", "note.too-long", "cases.decide.note.long") { Args = [PlainWords.MostInNote, Note.Length - PlainWords.MostInNote] });
        }

        return problems;
    }
}
