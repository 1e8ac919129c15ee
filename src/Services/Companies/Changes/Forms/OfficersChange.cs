using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Web;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes.Forms;

/// <summary>ND2A and, of a reserve director, ND5: somebody leaves an office, somebody takes one, or both (Cap. 622 ss.645 and 652).</summary>
internal sealed class OfficersChange(string number, IReadOnlyList<OfficerRole> roles) : ChangeForm
{
    private const string Rule = "Cap. 622 ss.645 and 652";

    internal override string Number => number;

    protected override IReadOnlyList<FormPage> Pages { get; } =
    [
        new("what", "change", [new("change", QuestionKind.Choices, Choices: ["cease", "appoint"])]),
        new("cessation", "change",
        [
            .. OfficerInOffice.Questions(roles),
            new("reason", QuestionKind.Choice, Choices: ["resigned", "removed", "died", "other"]),
            new("on", QuestionKind.Date),
        ], ShowIf: content => Does(content, "cease")),
        new("appointment", "change",
        [
            .. OfficerInOffice.RoleQuestion(roles),
            .. PartyQuestions.Officer(page => OfficerInOffice.Role(page, roles) != OfficerRole.Secretary),
            new("on", QuestionKind.Date),
        ], ShowIf: content => Does(content, "appoint")),
    ];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) => [];

    internal override IReadOnlyList<Party> Appointed(JsonObject answers) => Does(answers, "appoint") && answers["appointment"] is JsonObject page
        ? [Party.Read(page, "appointment", Capacity(OfficerInOffice.Role(page, roles)))]
        : [];

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var problems = new List<RuleProblem>();
        var (after, days, removed) = ((CompanyParticulars?)company, new List<DateOnly?>(), false);
        if (Does(answers, "cease"))
        {
            var page = Answers.Page(answers, "cessation");
            var (officer, notFound) = OfficerInOffice.Read(company, page, "cessation", roles);
            days.Add(Answers.Day(page["on"]));
            removed = Answers.Text(page["reason"]) == "removed";
            problems.AddRange([.. notFound, .. OfficerInOffice.Day(officer, days[^1], "cessation/on", company, today)]);
            after = officer is null ? null : company with { Officers = [.. company.Officers.Where(other => other != officer)] };
        }

        if (Appointed(answers) is [var party])
        {
            var page = Answers.Page(answers, "appointment");
            days.Add(Answers.Day(page["on"]));
            problems.AddRange([.. Of(party, after ?? company, today), .. Day(days[^1], "appointment/on", company, today, Rule)]);
            after = after is null || party.Kind is null || party.Name.Length == 0 || OfficerInOffice.Role(page, roles) is not { } role || days[^1] is not { } on ? null
                : after with { Officers = [.. after.Officers, Incorporation.RegisterEntries.OfficerOf(party, on)] };
        }

        if (after is not null && roles.Contains(OfficerRole.Director))
        {
            problems.AddRange(Board(after, "cessation/name"));
        }

        return new(after, days.Count == 0 || days.Contains(null) ? null : days.Max(), problems)
        {
            ForRegistrar = removed ? [$"{Prefix}.review.removed"] : [],
        };
    }

    private IEnumerable<RuleProblem> Of(Party party, CompanyParticulars company, DateOnly today)
    {
        var (role, directs) = (OfficerInOffice.Role(Page(party), roles), party.Capacity != Incorporation.Form.Capacity.Secretary);
        IEnumerable<RuleProblem> problems =
        [
            .. PartyRules.Names(party),
            .. PartyRules.AddressesOf(party),
            .. PartyRules.Identity(party),
            .. directs ? PartyRules.Age(party, today) : AddressRules.InHongKong(party.Address, $"{party.Path}/address", "secretary.not-in-hong-kong", "Cap. 622 s.474"),
        ];
        if (company.Find(role, party.Name) is not null)
        {
            problems = problems.Append(Problem($"{party.Path}/nameEnglish", "officers.already", Rule, party.Name));
        }

        if (party.Capacity == Incorporation.Form.Capacity.Secretary && company.Officers.Where(officer => officer.Role == OfficerRole.Director).ToList() is [var only] && Party.SameText(only.Name, party.Name))
        {
            problems = problems.Append(Problem($"{party.Path}/nameEnglish", "officers.sole-director", "Cap. 622 s.475", party.Name));
        }

        if (party.Capacity == Incorporation.Form.Capacity.Director && party.Kind == OfficerKind.Company && company.Kind != CompanyKind.Private)
        {
            problems = problems.Append(Problem($"{party.Path}/kind", "officers.company-director", "Cap. 622 s.456"));
        }

        if (party.Capacity == Incorporation.Form.Capacity.ReserveDirector && (company.Kind != CompanyKind.Private || company.Members.Count != 1
            || company.Officers.Count(officer => officer.Role == OfficerRole.Director) != 1 || company.Officers.Any(officer => officer.Role == OfficerRole.ReserveDirector)))
        {
            problems = problems.Append(Problem($"{party.Path}/nameEnglish", "officers.no-reserve", "Cap. 622 s.455"));
        }

        return problems;
    }

    private static JsonObject Page(Party party) => new() { ["role"] = party.Capacity == Incorporation.Form.Capacity.Director ? "director" : "secretary" };

    private static Capacity Capacity(OfficerRole? role) => role switch
    {
        OfficerRole.Secretary => Incorporation.Form.Capacity.Secretary,
        OfficerRole.ReserveDirector => Incorporation.Form.Capacity.ReserveDirector,
        _ => Incorporation.Form.Capacity.Director,
    };

    private static bool Does(JsonObject content, string what) =>
        Answers.Of(content, "what", "change") is JsonArray chosen && chosen.Any(choice => Answers.Text(choice) == what);
}
