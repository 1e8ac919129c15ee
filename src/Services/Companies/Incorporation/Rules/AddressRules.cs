using System.Text.RegularExpressions;
using OneStop.Companies.Register;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Where post and people must find somebody: no post office box, no "care of".</summary>
internal static partial class AddressRules
{
    private const string HongKong = "HK";

    internal static IEnumerable<RuleProblem> Real(PostalAddress? address, string path, string rule)
    {
        foreach (var (line, key) in new[] { (address?.Line1, "line1"), (address?.Line2, "line2") })
        {
            if (line is not null && PostBox().IsMatch(line))
            {
                yield return Problem($"{path}/{key}", "address.post-box", rule);
            }
            else if (line is not null && CareOf().IsMatch(line))
            {
                yield return Problem($"{path}/{key}", "address.care-of", rule);
            }
        }
    }

    internal static IEnumerable<RuleProblem> InHongKong(PostalAddress? address, string path, string code, string rule)
    {
        if (address is not null && address.Country != HongKong)
        {
            yield return Problem($"{path}/country", code, rule);
        }
    }

    [GeneratedRegex(@"\bp\.?\s*o\.?\s*box\b|\bpost(al)?\s+(office\s+)?box\b|\bg\.?p\.?o\.?\s*box\b|郵政(局)?信箱|邮政(局)?信箱|信箱", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PostBox();

    [GeneratedRegex(@"\bc\s*/\s*o\b|\bcare\s+of\b|轉交|转交|℅", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CareOf();
}
