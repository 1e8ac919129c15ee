using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes.Forms;

/// <summary>NAR1: annual return (Cap. 622 s.662), which also tells who the members are now. What it costs depends on how late it comes.</summary>
internal sealed class AnnualReturn : ChangeForm
{
    private const string Rule = "Cap. 622 s.662";
    private const int MaxMembers = 200;

    internal override string Number => "NAR1";

    protected override IReadOnlyList<FormPage> Pages { get; } =
    [
        new("return", "change",
        [
            new("kind", QuestionKind.Choice, Choices: ["private", "public", "guarantee"]),
            new("madeUp", QuestionKind.Date),
            new("confirm", QuestionKind.Choices, Choices: ["correct"]),
        ]),
        new("shareholders", "members",
            [new("name", QuestionKind.Text), new("class", QuestionKind.Text, MaxLength: 60), new("number", QuestionKind.Number) { Min = 1, Max = ShareQuestions.MaxShares }],
            new Repeat(1, MaxMembers, ["name", "number"]), content => KindOf(content) != CompanyKind.Guarantee),
        new("members", "members", [new("name", QuestionKind.Text)], new Repeat(1, MaxMembers, ["name"]), content => KindOf(content) == CompanyKind.Guarantee),
    ];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) => new()
    {
        ["return"] = new JsonObject { ["kind"] = company.Kind.ToString().ToLowerInvariant() },
        [company.Kind == CompanyKind.Guarantee ? "members" : "shareholders"] = new JsonArray([.. company.Members.Select(member => (JsonNode)(company.Kind == CompanyKind.Guarantee
            ? new JsonObject { ["name"] = member.Name }
            : new JsonObject { ["name"] = member.Name, ["class"] = member.Class, ["number"] = member.Number }))]),
    };

    internal override IReadOnlyList<ReturnFee> Fees(JsonObject answers, DateOnly on) =>
        KindOf(answers) is { } kind && MadeUp(answers) is { } madeUp ? [ReturnFee.For(kind, madeUp, on)] : [];

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var (kind, madeUp) = (KindOf(answers), MadeUp(answers));
        IReadOnlyList<Member> members = company.Kind == CompanyKind.Guarantee
            ? [.. Answers.Entries(answers, "members").Select(entry => new Member(Answers.Text(entry.Answers["name"]) ?? "", "", 0))]
            : [.. Answers.Entries(answers, "shareholders").Select(entry => new Member(
                Answers.Text(entry.Answers["name"]) ?? "", Class(company, Answers.Text(entry.Answers["class"])), Answers.Number(entry.Answers["number"]) ?? 0))];
        return new(members.Count == 0 || members.Any(member => member.Name.Length == 0) ? null : company with { Members = members, LastReturn = madeUp }, madeUp,
        [
            .. kind is not null && kind != company.Kind ? [Problem("return/kind", "return.kind", Rule)] : Array.Empty<RuleProblem>(),
            .. Date(company, madeUp, today),
            .. members.Count == 0 ? [] : Holdings(company, members),
        ]);
    }

    /// <summary>A private company's is made up to the anniversary of its incorporation, each once and in order.</summary>
    private static IEnumerable<RuleProblem> Date(CompanyParticulars company, DateOnly? madeUp, DateOnly today)
    {
        if (madeUp is not { } day)
        {
            return [];
        }

        var years = day.Year - company.IncorporatedOn.Year;
        return company.Kind == CompanyKind.Private && (years < 1 || company.IncorporatedOn.AddYears(years) != day)
            ? [Problem("return/madeUp", "return.anniversary", Rule, Text.DayInAll(Next(company)))]
            : company.LastReturn is { } last && day <= last ? [Problem("return/madeUp", "return.again", Rule, Text.DayInAll(last))]
            : Day(day, "return/madeUp", company, today, Rule);
    }

    /// <summary>The next day to which a return is made up.</summary>
    internal static DateOnly Next(CompanyParticulars company)
    {
        var years = (company.LastReturn ?? company.IncorporatedOn).Year - company.IncorporatedOn.Year + 1;
        return company.IncorporatedOn.AddYears(years);
    }

    /// <summary>Shares change hands between returns, but their number does not: class by class the holdings are the capital.</summary>
    private static IEnumerable<RuleProblem> Holdings(CompanyParticulars company, IReadOnlyList<Member> members)
    {
        for (var i = 0; i < members.Count && company.Kind != CompanyKind.Guarantee; i++)
        {
            if (company.Shares.All(shares => shares.Class != members[i].Class))
            {
                yield return Problem($"shareholders/{i}/class", "shares.class-unknown", Rule, ShareClasses.Named(members[i].Class));
            }
        }

        foreach (var shares in company.Shares)
        {
            var held = members.Where(member => member.Class == shares.Class).Sum(member => (decimal)member.Number);
            if (held != shares.Number)
            {
                yield return Problem("shareholders", "shares.do-not-add-up", Rule, ShareClasses.Named(shares.Class), Text.Number(shares.Number), $"{held:N0}");
            }
        }
    }

    private static string Class(CompanyParticulars company, string? typed) =>
        company.Shares.FirstOrDefault(shares => Party.SameText(shares.Class, typed) || Party.SameText(ShareClasses.Named(shares.Class).ZhHant, typed) || Party.SameText(ShareClasses.Named(shares.Class).ZhHans, typed))?.Class ?? typed ?? "";

    private static DateOnly? MadeUp(JsonObject answers) => Answers.Day(Answers.Of(answers, "return", "madeUp"));

    private static CompanyKind? KindOf(JsonObject answers) =>
        Answers.Text(Answers.Of(answers, "return", "kind")) is { } kind && Enum.TryParse<CompanyKind>(kind, ignoreCase: true, out var parsed) ? parsed : null;
}
