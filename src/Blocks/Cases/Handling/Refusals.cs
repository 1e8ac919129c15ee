using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Cases.Handling;

internal static class Refusals
{
    internal static IActionResult Refuse(this PageModel page, Entrance entrance) =>
        entrance == Entrance.NotFound ? page.NotFound() : page.Forbid();

    /// <summary>Shows why an act was not done; what the officer typed stays in its field.</summary>
    internal static void AddTo(this CaseOutcome outcome, PageModel page, Text text) => outcome.Problems.AddTo(page.ModelState, text);
}
