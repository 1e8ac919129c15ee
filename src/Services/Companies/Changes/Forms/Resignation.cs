using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Web;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes.Forms;

/// <summary>ND4 and, of a reserve director, ND8: an officer gives notice of resignation (Cap. 622 ss.464 and 477).</summary>
internal sealed class Resignation(string number, IReadOnlyList<OfficerRole> roles) : ChangeForm
{
    private const string Page = "resignation";

    internal override string Number => number;

    internal override IReadOnlyList<OfficerRole> About => roles;

    protected override IReadOnlyList<FormPage> Pages { get; } = [new(Page, "change", [.. OfficerInOffice.Questions(roles), new("on", QuestionKind.Date)])];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) =>
        officer is null ? [] : new JsonObject { [Page] = OfficerInOffice.Answers(officer, roles) };

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var on = Answers.Day(Answers.Of(answers, Page, "on"));
        var (officer, problems) = OfficerInOffice.Read(company, Answers.Page(answers, Page), Page, roles);
        var after = officer is null ? null : company with { Officers = [.. company.Officers.Where(other => other != officer)] };
        return new(after, on,
        [
            .. problems,
            .. OfficerInOffice.Day(officer, on, $"{Page}/on", company, today),
            .. after is null || officer!.Role != OfficerRole.Director ? Array.Empty<RuleProblem>() : Board(after, $"{Page}/name"),
        ]);
    }
}
