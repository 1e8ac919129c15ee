using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 ss.453 to 459: how many directors, who may be one, from what age.</summary>
internal static class DirectorRules
{
    private const int LeastOfOthers = 2;

    internal static IEnumerable<RuleProblem> Each(Application application, DateOnly today)
    {
        var directors = application.Directors;
        for (var i = 0; i < directors.Count; i++)
        {
            var director = directors[i];
            foreach (var problem in (IEnumerable<RuleProblem>)[.. PartyRules.Names(director), .. PartyRules.AddressesOf(director), .. PartyRules.Identity(director), .. PartyRules.Age(director, today)])
            {
                yield return problem;
            }

            if (directors.Take(i).Any(before => before.IsSameAs(director)))
            {
                yield return Problem($"{director.Path}/nameEnglish", "directors.twice", "Cap. 622 Sch. 2", director.Name);
            }

            if (director.Kind == OfficerKind.Company && application.Kind is CompanyKind.Public or CompanyKind.Guarantee)
            {
                yield return Problem($"{director.Path}/kind", "directors.company", "Cap. 622 s.456");
            }
        }
    }

    internal static IEnumerable<RuleProblem> Board(Application application)
    {
        if (application.Kind is CompanyKind.Public or CompanyKind.Guarantee && application.Directors.Count < LeastOfOthers)
        {
            yield return Problem("directors", "directors.too-few", "Cap. 622 s.453", LeastOfOthers);
        }

        if (application.Kind == CompanyKind.Private && application.Directors.Count > 0 && application.Directors.All(director => director.Kind == OfficerKind.Company))
        {
            yield return Problem("directors", "directors.no-person", "Cap. 622 s.457");
        }
    }
}
