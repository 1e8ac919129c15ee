using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignIn;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class SignInCodeModel(CheckCode check, SealedCookies cookies, Text text) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    private HalfSignIn? Half => cookies.Get<HalfSignIn>(HttpContext, HalfSignIn.Cookie);

    public IActionResult OnGet() => Half is null ? this.RedirectTo("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Half is not { } half)
        {
            return this.RedirectTo("/sign-in");
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError("code", text["accounts.code.missing"]);
            return Page();
        }

        switch (await check.RunAsync(new SignInAnswer.NeedsCode(half.AccountId, half.PasswordMark), Code, this.Visit(), ct))
        {
            case SignInAnswer.In signedIn:
                SealedCookies.Delete(HttpContext, HalfSignIn.Cookie);
                return await this.EnterAsync(signedIn.Session, half.ReturnUrl);
            case SignInAnswer.Locked locked:
                ModelState.AddModelError("code", text["accounts.sign-in.locked", Text.Moment(locked.Until)]);
                return Page();
            default:
                ModelState.AddModelError("code", text["accounts.sign-in.code.wrong"]);
                return Page();
        }
    }
}
