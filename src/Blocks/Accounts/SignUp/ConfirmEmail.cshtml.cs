using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignUp;

internal enum ConfirmView
{
    Code,
    Link,
    Dead,
}

/// <summary>By the code, in the browser that asked; or by the mail's link, anywhere. A link alone changes nothing: mail scanners open links too.</summary>
[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class ConfirmEmailModel(ConfirmSignUp confirm, SealedCookies cookies, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Proof { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public ConfirmView View { get; private set; }

    public bool SameBrowser => Waiting?.ProofId == Proof;

    public string Email => Waiting?.Email ?? "";

    private WaitingSignUp? Waiting => cookies.Get<WaitingSignUp>(HttpContext, WaitingSignUp.Cookie);

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        View = !string.IsNullOrEmpty(Token)
            ? await confirm.IsOpenAsync(Proof, Token, ct) ? ConfirmView.Link : ConfirmView.Dead
            : Waiting is null ? ConfirmView.Dead : ConfirmView.Code;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Waiting is not { } waiting)
        {
            View = ConfirmView.Dead;
            return Page();
        }

        if (await confirm.ByCodeAsync(waiting.Email, Code, this.Visit(), ct) is { Session: { } session })
        {
            return await EnterAsync(session);
        }

        View = ConfirmView.Code;
        ModelState.AddModelError("code", text[string.IsNullOrWhiteSpace(Code) ? "accounts.code.missing" : "accounts.code.wrong"]);
        return Page();
    }

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        if (await confirm.ByLinkAsync(Proof, Token, Password, SameBrowser, this.Visit(), ct) is { Session: { } session })
        {
            return await EnterAsync(session);
        }

        View = await confirm.IsOpenAsync(Proof, Token, ct) ? ConfirmView.Link : ConfirmView.Dead;
        if (View == ConfirmView.Link)
        {
            ModelState.AddModelError("password", text["accounts.confirm.link.wrong"]);
        }

        return Page();
    }

    private Task<IActionResult> EnterAsync(Session session)
    {
        var returnUrl = Waiting?.ReturnUrl;
        SealedCookies.Delete(HttpContext, WaitingSignUp.Cookie);
        return this.EnterAsync(session, returnUrl);
    }
}
