using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Changes;

/// <summary>What holds for several forms.</summary>
internal static class ChangeRules
{
    internal static RuleProblem Problem(string path, string code, string? rule = null, params object?[] args) =>
        new(path, code, $"{ChangeForm.Prefix}.problem.{code}", rule) { Args = args };

    /// <summary>A change is told of after it was made, and no company changes before it exists.</summary>
    internal static IEnumerable<RuleProblem> Day(DateOnly? on, string path, CompanyParticulars company, DateOnly today, string rule)
    {
        if (on > today)
        {
            yield return Problem(path, "day.to-come", rule);
        }
        else if (on < company.IncorporatedOn)
        {
            yield return Problem(path, "day.before-company", rule, Text.DayInAll(company.IncorporatedOn));
        }
    }

    /// <summary>Officers go by the name the register has, in either language.</summary>
    internal static Officer? Find(this CompanyParticulars company, OfficerRole? role, string? name) => name is null ? null : company.Officers.FirstOrDefault(officer =>
        officer.Role == role && (Party.SameText(officer.Name, name) || Party.SameText(officer.NameChinese, name)));

    /// <summary>Cap. 622 ss.453 and 457: a company keeps the directors the law asks for.</summary>
    internal static IEnumerable<RuleProblem> Board(CompanyParticulars company, string path)
    {
        var directors = company.Officers.Where(officer => officer.Role == OfficerRole.Director).ToList();
        var least = company.Kind == CompanyKind.Private ? 1 : 2;
        if (directors.Count < least)
        {
            yield return Problem(path, "officers.last-director", company.Kind == CompanyKind.Private ? "Cap. 622 s.454" : "Cap. 622 s.453", least);
        }
        else if (directors.All(director => director.Kind == OfficerKind.Company))
        {
            yield return Problem(path, "officers.no-person", "Cap. 622 s.457");
        }
    }

    internal static OfficerRole? Role(string? answer) => answer switch
    {
        "director" => OfficerRole.Director,
        "secretary" => OfficerRole.Secretary,
        _ => null,
    };

    internal static string Answer(this OfficerRole role) => role == OfficerRole.Director ? "director" : "secretary";
}
