using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Web;

namespace OneStop.Platform.Tests.Web;

/// <summary>Has a field of each kind and is never content.</summary>
[AllowAnonymous]
public sealed class FormPage : PageModel
{
    [BindProperty(Name = "count", SupportsGet = true)]
    public int Count { get; set; }

    [BindProperty]
    public string Zebra { get; set; } = "";

    public IActionResult OnPost()
    {
        if (Zebra == "fine")
        {
            return this.RedirectTo("/form");
        }

        ModelState.AddModelError("born", "Born: enter a real date");
        ModelState.AddModelError("zebra", Zebra.Length == 0 ? "Zebra: empty" : "Zebra: not fine");
        ModelState.AddModelError("", "Nothing is right");
        return Page();
    }
}
