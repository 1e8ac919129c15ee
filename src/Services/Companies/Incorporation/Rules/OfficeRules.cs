using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 s.658: a company has a registered office in Hong Kong.</summary>
internal static class OfficeRules
{
    private const string Rule = "Cap. 622 s.658";

    internal static IEnumerable<RuleProblem> Check(Application application) =>
    [
        .. AddressRules.InHongKong(application.Office, "office/address", "office.not-in-hong-kong", Rule),
        .. AddressRules.Real(application.Office, "office/address", Rule),
    ];
}
