using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Gate.Kiosk;

/// <summary>Opens a screen at the control point with its key.</summary>
[AllowAnonymous]
[EnableRateLimiting(Limits.Careful)]
[ResponseCache(NoStore = true)]
internal sealed class OpenModel(GateOptions options, Text text) : PageModel
{
    [BindProperty(Name = "key")]
    public string? Key { get; set; }

    public IActionResult OnPost()
    {
        if (!LaneKey.IsKey(options.Key, Key))
        {
            ModelState.AddModelError("key", text["roadcargo.gate.open.wrong"]);
            return Page();
        }

        Response.Cookies.Append(LaneKey.Cookie, LaneKey.Token(options.Key), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Request.IsHttps, Path = "/", IsEssential = true });
        return this.RedirectTo("/control-point");
    }
}
