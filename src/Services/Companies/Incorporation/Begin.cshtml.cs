using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Web;

namespace OneStop.Companies.Incorporation;

/// <summary>The address people remember; the filing's own pages take over from here.</summary>
[AllowAnonymous]
internal sealed class Begin : PageModel
{
    public IActionResult OnGet() => this.RedirectTo($"/filings/new/{IncorporationForm.Code}");
}
