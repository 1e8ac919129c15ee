using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.People;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passwords;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class ForgottenPasswordModel(ResetPassword reset, Text text) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

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

        await reset.AskAsync(email, ct);
        return this.RedirectTo("/forgotten-password?sent=true");
    }
}
