using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.Passkeys;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignIn;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class SignInModel(CheckPassword check, PasskeySignIn passkeys, SealedCookies cookies, Text text) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    public string? NoticeText => Notice is "password-reset" or "signed-out" ? text[$"accounts.notice.{Notice}"] : null;

    public string ReturnQuery => ReturnUrl is { Length: > 0 } url ? $"?returnUrl={Uri.EscapeDataString(url)}" : "";

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Email))
        {
            ModelState.AddModelError("email", text["accounts.email.missing"]);
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError("password", text["accounts.password.missing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await check.RunAsync(Email, Password, this.Visit(), ct))
        {
            case SignInAnswer.In signedIn:
                return await this.EnterAsync(signedIn.Session, ReturnUrl);
            case SignInAnswer.NeedsCode first:
                cookies.Set(HttpContext, HalfSignIn.Cookie, new HalfSignIn(first.AccountId, first.PasswordMark, ReturnUrl), HalfSignIn.Lasts);
                return this.RedirectTo("/sign-in/code");
            case SignInAnswer.Locked locked:
                ModelState.AddModelError("email", text["accounts.sign-in.locked", Text.Moment(locked.Until)]);
                return Page();
            default:
                ModelState.AddModelError("email", text["accounts.sign-in.wrong"]);
                return Page();
        }
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => base.Content(await passkeys.OptionsAsync(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct)
    {
        if (await passkeys.RunAsync(HttpContext, Credential, this.Visit(), ct) is { } session)
        {
            return await this.EnterAsync(session, ReturnUrl);
        }

        ModelState.AddModelError("email", text["accounts.passkey.failed"]);
        return Page();
    }
}

/// <summary>A password has been right; the code is still to come.</summary>
internal sealed record HalfSignIn(Guid AccountId, string PasswordMark, string? ReturnUrl)
{
    public const string Cookie = "sign-in";
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
}
