using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.MyAccount;

[Authorize(Policy = Access.SignedIn), EnableRateLimiting(Limits.Careful)]
internal sealed class ConfirmNewEmailModel(ChangeEmail change, SealedCookies cookies, Text text) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public string Email => cookies.Get<string>(HttpContext, NewEmailModel.Cookie) ?? "";

    public IActionResult OnGet() => Email.Length == 0 ? this.RedirectTo("/account/email") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (EmailAddress.Parse(Email) is not { } email)
        {
            return this.RedirectTo("/account/email");
        }

        if (await change.ConfirmAsync(User.RequiredPersonId(), email, Code, ct))
        {
            SealedCookies.Delete(HttpContext, NewEmailModel.Cookie);
            return this.RedirectTo("/account?notice=email");
        }

        ModelState.AddModelError("code", text[string.IsNullOrWhiteSpace(Code) ? "accounts.code.missing" : "accounts.code.wrong"]);
        return Page();
    }
}
