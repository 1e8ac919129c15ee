using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.MyAccount;

[Authorize(Policy = Access.SignedIn), FreshSignIn, EnableRateLimiting(Limits.Careful)]
internal sealed class NewEmailModel(ChangeEmail change, SealedCookies cookies, Text text) : PageModel
{
    public const string Cookie = "new-email";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    [BindProperty]
    public string? Email { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (EmailAddress.Parse(Email) is not { } email)
        {
            ModelState.AddModelError("email", text[string.IsNullOrWhiteSpace(Email) ? "accounts.email.missing" : "accounts.email.invalid"]);
            return Page();
        }

        await change.AskAsync(User.RequiredPersonId(), email, ct);
        cookies.Set(HttpContext, Cookie, email.Value, Lasts);
        return this.RedirectTo("/account/email/confirm");
    }
}
