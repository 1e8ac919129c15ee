using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation.Articles;

/// <summary>The sample articles, to read before choosing one.</summary>
[AllowAnonymous]
internal sealed class Samples(Text text, TimeProvider time) : PageModel
{
    public string? Set { get; private set; }

    public IReadOnlyList<(string Key, IReadOnlyList<string> Articles)> Kinds { get; private set; } = [];

    public IActionResult OnGet(string? set)
    {
        if (set is not null && !SampleArticles.Sets.Contains(set))
        {
            return NotFound();
        }

        Set = set;
        Kinds = set is null ? [] : [.. Enum.GetValues<CompanyKind>().Select(kind => (kind.ToString().ToLowerInvariant(), With(SampleArticles.Of(set, kind, HongKong.Today(time)))))];
        return Page();
    }

    /// <summary>The blanks in words: the form fills them in.</summary>
    private List<string> With(IReadOnlyList<LocalizedText> articles) => [.. articles.Select(article =>
        new[] { "name", "guarantee", "capital", "members" }.Aggregate(
            article.ToString(), (words, blank) => words.Replace($"{{{blank}}}", text[$"{IncorporationForm.TextPrefix}.samples.{blank}"], StringComparison.Ordinal)))];
}
