using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Platform.Web;

namespace OneStop.Filings.Signing;

/// <summary>Who must sign, one line for each person.</summary>
internal static class Signatories
{
    /// <summary>The same person in several places signs once, in all capacities.</summary>
    public static IReadOnlyList<Signatory> Merged(IReadOnlyList<Signatory> all) =>
        [.. all.GroupBy(signatory => Signature.KeyOf(signatory.Email)).Select(same => same.First() with
        {
            Capacities = [.. same.SelectMany(signatory => signatory.Capacities).Distinct()],
        })];

    /// <summary>A signature is one person's: an address must work and belong to one name only.</summary>
    public static IReadOnlyList<RuleProblem> Problems(IReadOnlyList<Signatory> all) =>
    [
        .. all.Where(signatory => !AnswerRules.IsEmail(signatory.Email)).Select(signatory =>
            new RuleProblem(signatory.Path, "signatory.email", "filings.problem.signatory-email") { Args = [signatory.Name] }),
        .. all.GroupBy(signatory => Signature.KeyOf(signatory.Email)).SelectMany(same => same.Where(signatory => signatory.Name != same.First().Name)).Select(signatory =>
            new RuleProblem(signatory.Path, "signatory.same-email", "filings.problem.signatory-same-email") { Args = [signatory.Name, signatory.Email] }),
    ];
}
