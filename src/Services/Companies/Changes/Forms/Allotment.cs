using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes.Forms;

/// <summary>NSC1: return of allotment (Cap. 622 s.142): new shares, and who takes them.</summary>
internal sealed class Allotment : ChangeForm
{
    private const string Rule = "Cap. 622 s.142";
    private const int MaxAllottees = 50;

    internal override string Number => "NSC1";

    protected override IReadOnlyList<FormPage> Pages { get; } =
    [
        new("allotment", "change", [.. ShareQuestions.Capital[..^1], new("on", QuestionKind.Date)]),
        new("allottees", "change", [new("name", QuestionKind.Text), new("number", QuestionKind.Number) { Min = 1, Max = ShareQuestions.MaxShares }], new Repeat(1, MaxAllottees, ["name", "number"])),
    ];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) => company.Shares is not [var first, ..] ? [] : new()
    {
        ["allotment"] = new JsonObject { ["class"] = first.Class == ShareClasses.Ordinary ? "ordinary" : null, ["currency"] = first.Currency, ["unpaid"] = 0 },
    };

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var page = Answers.Page(answers, "allotment");
        var (of, on) = (CapitalClass.Read(page), Answers.Day(page["on"]));
        var takers = Answers.Entries(answers, "allottees").Select(entry => (Name: Answers.Text(entry.Answers["name"]), Number: Answers.Number(entry.Answers["number"]) ?? 0)).ToList();
        IReadOnlyList<RuleProblem> problems = [.. Shares(company, of), .. Taken(of, takers.Sum(taker => (decimal)taker.Number), takers.Count), .. Day(on, "allotment/on", company, today, Rule)];
        var isWhole = of is { Class: not null, Currency: not null, Number: not null, Amount: not null, Paid: not null, Unpaid: not null } && takers.Count > 0 && takers.All(taker => taker.Name is not null);
        return new(isWhole && problems.Count == 0 ? Allotted(company, of, takers) : null, on, problems);
    }

    private static IEnumerable<RuleProblem> Shares(CompanyParticulars company, CapitalClass of)
    {
        if (company.Kind == CompanyKind.Guarantee)
        {
            yield return Problem("allotment/class", "shares.none", Rule);
        }

        if (of.Number == 0)
        {
            yield return Problem("allotment/number", "shares.no-number", Rule);
        }

        if (of is { Amount: { } amount, Paid: { } paid, Unpaid: { } unpaid } && (decimal)paid + unpaid != amount)
        {
            yield return Problem("allotment/unpaid", "shares.parts", Rule, Show(amount, of), Show(paid, of), Show(unpaid, of));
        }

        if (of.Class is not null && company.Shares.FirstOrDefault(shares => Party.SameText(shares.Class, of.Class)) is { } known)
        {
            if (of.Currency is not null && known.Currency != of.Currency)
            {
                yield return Problem("allotment/currency", "shares.currency", Rule, ShareClasses.Named(known.Class), known.Currency);
            }
            else if (of.Number is { } number && (decimal)known.Number + number > ShareQuestions.MaxShares)
            {
                yield return Problem("allotment/number", "shares.too-many", Rule, Text.Number(ShareQuestions.MaxShares));
            }
        }
    }

    private static IEnumerable<RuleProblem> Taken(CapitalClass of, decimal taken, int takers)
    {
        if (takers > 0 && of.Number is { } number && taken != number)
        {
            yield return Problem("allotment/number", "shares.not-taken", Rule, Text.Number(number), $"{taken:N0}");
        }
    }

    private static CompanyParticulars Allotted(CompanyParticulars company, CapitalClass of, IReadOnlyList<(string? Name, long Number)> takers)
    {
        var known = company.Shares.FirstOrDefault(shares => Party.SameText(shares.Class, of.Class)) ?? new ShareClass(of.Class!, of.Currency!, 0, 0, 0, 0);
        var grown = known with
        {
            Number = known.Number + of.Number!.Value,
            AmountCents = known.AmountCents + of.Amount!.Value,
            PaidCents = known.PaidCents + of.Paid!.Value,
            UnpaidCents = known.UnpaidCents + of.Unpaid!.Value,
        };
        return company with
        {
            Shares = known.Number == 0 ? [.. company.Shares, grown] : [.. company.Shares.Select(shares => shares == known ? grown : shares)],
            Members = takers.Aggregate(company.Members, (members, taker) => Added(members, new Member(taker.Name!, known.Class, taker.Number))),
        };
    }

    private static IReadOnlyList<Member> Added(IReadOnlyList<Member> members, Member taker) =>
        members.FirstOrDefault(member => member.Class == taker.Class && Party.SameText(member.Name, taker.Name)) is { } known
            ? [.. members.Select(member => member == known ? known with { Number = known.Number + taker.Number } : member)]
            : [.. members, taker];

    private static Money Show(long cents, CapitalClass of) => new(cents, of.Currency ?? "HKD");
}
