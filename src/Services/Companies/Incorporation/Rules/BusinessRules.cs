using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 310: what the business registration says of the business.</summary>
internal static class BusinessRules
{
    private const string Registration = "Cap. 310 s.5";

    internal static IEnumerable<RuleProblem> Nature(Application application, DateOnly today)
    {
        if (application.Business.Nature is { } code && !BusinessNatures.IsInForce(code, today))
        {
            yield return Problem("nature/code", "business.nature-not-in-force", Registration, code);
        }
    }

    internal static IEnumerable<RuleProblem> Place(Application application, DateOnly beganOn)
    {
        var business = application.Business;
        if (business.StartedOn < beganOn)
        {
            yield return Problem("business/startedOn", "business.before-incorporation", Registration, Text.Day(beganOn));
        }

        if (business.StartedOn > beganOn.AddYears(1))
        {
            yield return Problem("business/startedOn", "business.too-far", Registration);
        }

        foreach (var problem in (IEnumerable<RuleProblem>)
            [.. AddressRules.InHongKong(business.Address, "business/address", "business.not-in-hong-kong", Registration), .. AddressRules.Real(business.Address, "business/address", Registration)])
        {
            yield return problem;
        }
    }
}
