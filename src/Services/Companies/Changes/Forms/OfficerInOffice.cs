using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes.Forms;

/// <summary>The officer a form is about: one who stands on the register.</summary>
internal static class OfficerInOffice
{
    private const string Rule = "Cap. 622 ss.645 and 652";

    internal static Question[] Questions(IReadOnlyList<OfficerRole> roles) => [.. RoleQuestion(roles), new("name", QuestionKind.Text)];

    /// <summary>Asked only where the form is for more than one capacity.</summary>
    internal static Question[] RoleQuestion(IReadOnlyList<OfficerRole> roles) =>
        roles.Count == 1 ? [] : [new("role", QuestionKind.Choice, Choices: [.. roles.Select(role => role.Answer())])];

    internal static JsonObject Answers(Officer officer, IReadOnlyList<OfficerRole> roles) => roles.Count == 1
        ? new() { ["name"] = officer.Name }
        : new() { ["role"] = officer.Role.Answer(), ["name"] = officer.Name };

    internal static OfficerRole? Role(JsonObject page, IReadOnlyList<OfficerRole> roles) =>
        roles.Count == 1 ? roles[0] : ChangeRules.Role(Incorporation.Form.Answers.Text(page["role"]));

    /// <summary>Whoever has left cannot leave again, nor change: only those in office are found.</summary>
    internal static (Officer? Officer, IReadOnlyList<RuleProblem> Problems) Read(CompanyParticulars company, JsonObject page, string path, IReadOnlyList<OfficerRole> roles)
    {
        var (role, name) = (Role(page, roles), Incorporation.Form.Answers.Text(page["name"]));
        if (role is null || name is null)
        {
            return (null, []);
        }

        var officer = company.Find(role, name);
        return officer is not null ? (officer, []) : (null,
            [Problem($"{path}/name", "officers.not-in-office", Rule, name, string.Join("; ", company.Officers.Where(other => other.Role == role).Select(other => other.Name).DefaultIfEmpty("—")))]);
    }

    internal static IEnumerable<RuleProblem> Day(Officer? officer, DateOnly? on, string path, CompanyParticulars company, DateOnly today) =>
        officer is not null && on < officer.AppointedOn
            ? [Problem(path, "officers.before-appointment", Rule, Text.DayInAll(officer.AppointedOn))]
            : ChangeRules.Day(on, path, company, today, Rule);
}
