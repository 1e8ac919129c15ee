using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Web;

namespace OneStop.Platform.Tests.Web;

/// <summary>Counts how often it ran and how often it was seen.</summary>
[AllowAnonymous, PublicPage]
public sealed class KeptPage : PageModel
{
    internal static readonly ConcurrentDictionary<string, int> Runs = new(StringComparer.Ordinal);
    internal static readonly ConcurrentDictionary<string, int> Views = new(StringComparer.Ordinal);

    public string Id { get; private set; } = "";

    public IActionResult OnGet(string id)
    {
        Id = id;
        Runs.AddOrUpdate(id, 1, (_, runs) => runs + 1);
        HttpContext.OnEachView(() => Views.AddOrUpdate(id, 1, (_, views) => views + 1));
        return id.StartsWith("none", StringComparison.Ordinal) ? NotFound() : Page();
    }
}
