using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 s.67 and s.85: one or more founder members, each with at least one share where there are shares.</summary>
internal static class FounderRules
{
    internal static IEnumerable<RuleProblem> Check(Application application) => application.Founders.SelectMany(founder => Each(founder, application));

    private static IEnumerable<RuleProblem> Each(Founder founder, Application application) =>
        [.. PartyRules.Names(founder.Party), .. PartyRules.AddressesOf(founder.Party), .. Shares(founder, application), .. Twice(founder, application)];

    private static IEnumerable<RuleProblem> Shares(Founder founder, Application application)
    {
        if (application.Kind == CompanyKind.Guarantee)
        {
            yield break;
        }

        if (founder.Number == 0)
        {
            yield return Problem($"{founder.Party.Path}/number", "founders.no-shares", "Cap. 622 s.85");
        }

        if (founder.Amount == 0)
        {
            yield return Problem($"{founder.Party.Path}/amount", "founders.no-amount", "Cap. 622 s.85");
        }

        if (founder.Class is not null && application.Capital.Count > 0 && !application.Capital.Any(of => Party.SameText(of.Class, founder.Class)))
        {
            var names = application.Capital.Select(of => ShareClasses.Named(of.Class ?? "")).ToList();
            var classes = new LocalizedText(string.Join(", ", names.Select(name => name.En)), string.Join('、', names.Select(name => name.ZhHant)), string.Join('、', names.Select(name => name.ZhHans)));
            yield return Problem($"{founder.Party.Path}/class", "founders.class-unknown", "Cap. 622 s.85", ShareClasses.Named(founder.Class), classes);
        }
    }

    // A founder member who takes shares of two classes stands in the list once for each class.
    private static IEnumerable<RuleProblem> Twice(Founder founder, Application application)
    {
        var before = application.Founders.TakeWhile(other => other != founder)
            .Any(other => other.Party.IsSameAs(founder.Party) && Party.SameText(other.Party.Email, founder.Party.Email) && (founder.Class is null || Party.SameText(other.Class, founder.Class)));
        if (before)
        {
            yield return Problem($"{founder.Party.Path}/nameEnglish", "founders.twice", "Cap. 622 Sch. 2", founder.Party.Name);
        }
    }
}
