using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.StartPage;

/// <summary>Where a service begins: who may use it, what it costs, what is needed, how long it takes.</summary>
[AllowAnonymous]
internal sealed class StartPageModel(ICatalogue catalogue, Views views, Text text) : PageModel
{
    private static readonly string[] Questions = ["who", "cost", "needed", "time"];

    internal CatalogueEntry Entry { get; private set; } = null!;

    internal string Title => text[Entry.TextPrefix + ".title"];

    internal string Summary => text[Entry.TextPrefix + ".summary"];

    internal string Department => catalogue.Department(Entry.Department).Name.ToString();

    /// <summary>Each answer's lines are its list.</summary>
    internal IReadOnlyList<(string Question, IReadOnlyList<string> Answers)> Facts { get; private set; } = [];

    public IActionResult OnGet(string code)
    {
        if (catalogue.Find(code) is not { } entry)
        {
            return NotFound();
        }

        Entry = entry;
        Facts = [.. Questions
            .Where(question => text.Has($"{entry.TextPrefix}.{question}"))
            .Select(question => (text[$"catalogue.start.{question}"], Lines(text[$"{entry.TextPrefix}.{question}"])))];
        HttpContext.OnEachView(() => views.Add(code, byProgram: false));
        return Page();
    }

    private static IReadOnlyList<string> Lines(string words) => words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
