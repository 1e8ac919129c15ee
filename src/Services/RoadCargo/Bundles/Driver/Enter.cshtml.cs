using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Bundles.Driver;

/// <summary>A code told by telephone is typed in here.</summary>
[AllowAnonymous]
internal sealed class EnterModel(Text text) : PageModel
{
    [BindProperty(Name = "code", SupportsGet = true)]
    public string? Code { get; set; }

    public IActionResult OnGet()
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            return Page();
        }

        if (ReferenceNumber.Parse(Code) is { } code)
        {
            return this.RedirectTo($"/road-cargo/driver/{code}");
        }

        ModelState.AddModelError("code", text["roadcargo.driver.code.wrong"]);
        return Page();
    }
}
