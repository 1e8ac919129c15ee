using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>The days the rules count from.</summary>
/// <param name="Today">Ages and lists are of this day.</param>
/// <param name="BeganOn">The day the application was begun: the business cannot be older than its company.</param>
internal sealed record RuleDays(DateOnly Today, DateOnly BeganOn);

/// <summary>Every rule of the form, page by page, then those that only the whole can break. The name's own rules are the register's: <c>NameCheck</c>.</summary>
internal static class IncorporationRules
{
    internal static IEnumerable<RuleProblem> OfPage(string page, Application application, RuleDays days) => page switch
    {
        "office" => OfficeRules.Check(application),
        "capital" => CapitalRules.Classes(application),
        "founders" or "members" => FounderRules.Check(application),
        "directors" => DirectorRules.Each(application, days.Today),
        "secretary" => SecretaryRules.Check(application),
        "reserve" => ReserveRules.Check(application, days.Today),
        "articles" => ArticlesRules.Check(application),
        "nature" => BusinessRules.Nature(application, days.Today),
        "business" => BusinessRules.Place(application, days.BeganOn),
        "compliance" => ComplianceRules.Check(application),
        _ => [],
    };

    internal static IEnumerable<RuleProblem> OfWhole(Application application, RuleDays days) =>
    [
        .. new[] { "office", "capital", "founders", "directors", "secretary", "reserve", "articles", "nature", "business", "compliance" }
            .SelectMany(page => OfPage(page, application, days)),
        .. CapitalRules.Allotments(application),
        .. DirectorRules.Board(application),
        .. SignerRules.Check(application),
    ];

    internal static RuleProblem Problem(string path, string code, string? rule = null, params object?[] args) =>
        new(path, code, $"{IncorporationForm.TextPrefix}.problem.{code}", rule) { Args = args };
}
