using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 s.455: a private company whose only member is its sole director may name a reserve director.</summary>
internal static class ReserveRules
{
    internal static bool MayHaveOne(Application application) =>
        application is { Kind: CompanyKind.Private, Directors: [{ IsPerson: true } director] }
        && application.Founders.Count > 0
        && application.Founders.All(founder => founder.Party.IsSameAs(director));

    internal static IEnumerable<RuleProblem> Check(Application application, DateOnly today)
    {
        if (application.Reserve is not { } reserve)
        {
            return [];
        }

        return [.. PartyRules.Names(reserve), .. PartyRules.AddressesOf(reserve), .. PartyRules.Identity(reserve), .. PartyRules.Age(reserve, today), .. Itself(application, reserve)];
    }

    private static IEnumerable<RuleProblem> Itself(Application application, Party reserve)
    {
        if (application.Directors.Any(director => director.IsSameAs(reserve)))
        {
            yield return Problem("reserve/nameEnglish", "reserve.is-director", "Cap. 622 s.455", reserve.Name);
        }
    }
}
