using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes.Forms;

/// <summary>NSC11: alteration of share capital (Cap. 622 ss.170 and 171): each share becomes several, or several become one.</summary>
internal sealed class CapitalAlteration : ChangeForm
{
    private const string Rule = "Cap. 622 s.170";
    private const long MaxRatio = 1_000_000;

    internal override string Number => "NSC11";

    protected override IReadOnlyList<FormPage> Pages { get; } =
    [
        new("alteration", "change",
        [
            .. ShareQuestions.Class,
            new("kind", QuestionKind.Choice, Choices: ["subdivide", "consolidate"]),
            new("ratio", QuestionKind.Number) { Min = 2, Max = MaxRatio },
            new("on", QuestionKind.Date),
        ]),
    ];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) =>
        company.Shares is [{ Class: ShareClasses.Ordinary }, ..] ? new() { ["alteration"] = new JsonObject { ["class"] = "ordinary" } } : [];

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var page = Answers.Page(answers, "alteration");
        var (name, ratio, on) = (CapitalClass.ClassName(page), Answers.Number(page["ratio"]), Answers.Day(page["on"]));
        var subdivides = Answers.Text(page["kind"]) switch { "subdivide" => true, "consolidate" => false, _ => (bool?)null };
        var shares = company.Shares.FirstOrDefault(of => Party.SameText(of.Class, name));
        var holdings = company.Members.Where(member => member.Class == shares?.Class).ToList();
        IReadOnlyList<RuleProblem> problems =
        [
            .. name is not null && shares is null ? [Problem("alteration/class", "shares.class-unknown", Rule, ShareClasses.Named(name))] : Array.Empty<RuleProblem>(),
            .. shares is not null && ratio is { } by && subdivides is { } divides ? Ratio(shares, holdings, by, divides) : [],
            .. Day(on, "alteration/on", company, today, Rule),
        ];
        return new(shares is null || ratio is not { } times || subdivides is not { } up || problems.Count > 0 ? null : company with
        {
            Shares = [.. company.Shares.Select(of => of == shares ? of with { Number = Altered(of.Number, times, up) } : of)],
            Members = [.. company.Members.Select(member => member.Class == shares.Class ? member with { Number = Altered(member.Number, times, up) } : member)],
        }, on, problems);
    }

    private static IEnumerable<RuleProblem> Ratio(ShareClass shares, IReadOnlyList<Member> holdings, long ratio, bool subdivides)
    {
        if (subdivides && (decimal)shares.Number * ratio > ShareQuestions.MaxShares)
        {
            yield return Problem("alteration/ratio", "shares.too-many", Rule, Text.Number(ShareQuestions.MaxShares));
        }

        if (!subdivides && (shares.Number % ratio != 0 || holdings.Any(member => member.Number % ratio != 0)))
        {
            yield return Problem("alteration/ratio", "shares.fractions", Rule, Text.Number(ratio));
        }
    }

    private static long Altered(long number, long ratio, bool subdivides) => subdivides ? number * ratio : number / ratio;
}
