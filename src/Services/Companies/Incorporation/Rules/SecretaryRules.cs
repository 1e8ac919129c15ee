using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 ss.474 and 475: a secretary in Hong Kong, who is not the company's only director.</summary>
internal static class SecretaryRules
{
    internal static IEnumerable<RuleProblem> Check(Application application)
    {
        if (application.Secretary is not { } secretary)
        {
            return [];
        }

        return
        [
            .. PartyRules.Names(secretary),
            .. AddressRules.InHongKong(secretary.Address, "secretary/address", "secretary.not-in-hong-kong", "Cap. 622 s.474"),
            .. PartyRules.AddressesOf(secretary),
            .. PartyRules.Identity(secretary),
            .. SoleDirector(application, secretary),
        ];
    }

    private static IEnumerable<RuleProblem> SoleDirector(Application application, Party secretary)
    {
        if (application.Directors is [var only] && only.IsSameAs(secretary))
        {
            yield return Problem("secretary/nameEnglish", "secretary.sole-director", "Cap. 622 s.475", only.Name);
        }
    }
}
