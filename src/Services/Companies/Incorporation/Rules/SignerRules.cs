using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Each person signs in an account of their own, so one e-mail address is one person.</summary>
internal static class SignerRules
{
    internal static IEnumerable<RuleProblem> Check(Application application)
    {
        var seen = new Dictionary<string, Party>(StringComparer.OrdinalIgnoreCase);
        foreach (var party in application.Everybody.Where(party => party.Email is not null))
        {
            if (!seen.TryAdd(party.Email!, party) && !MayBeOne(seen[party.Email!], party))
            {
                yield return Problem($"{party.Path}/email", "party.email-of-another", "Cap. 553 s.6", seen[party.Email!].Name);
            }
        }
    }

    // A company's representative may well sign for themselves too, or for two companies.
    private static bool MayBeOne(Party one, Party other) => !one.IsPerson || !other.IsPerson || one.IsSameAs(other);
}
