using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Own articles come as one PDF of at most 5 MB. That it is one by content, without script, the documents' store has seen to.</summary>
internal static class ArticlesRules
{
    internal const long MaxBytes = 5 * 1024 * 1024;

    internal static IEnumerable<RuleProblem> Check(Application application)
    {
        if (application.OwnArticles is { Bytes: > MaxBytes })
        {
            yield return Problem("articles/file", "articles.too-large", null, MaxBytes / 1024 / 1024);
        }

        if (application.OwnArticles is { Name: { } name } && !name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
        {
            yield return Problem("articles/file", "articles.not-pdf");
        }
    }
}
