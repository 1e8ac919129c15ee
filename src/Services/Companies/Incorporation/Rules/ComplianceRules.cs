using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 s.70: a founder member states that the requirements have been complied with.</summary>
internal static class ComplianceRules
{
    internal static IEnumerable<RuleProblem> Check(Application application)
    {
        if (application.StatementBy is { } name && application.Founders.Count > 0 && !application.Founders.Any(founder => IsNamed(founder.Party, name)))
        {
            yield return Problem("compliance/founder", "compliance.not-a-founder", "Cap. 622 s.70", string.Join("; ", application.Founders.Select(founder => founder.Party.Name)));
        }
    }

    private static bool IsNamed(Party party, string name) => Party.SameText(party.English, name) || Party.SameText(party.Chinese, name);
}
