using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignUp;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class SignUpModel(StartSignUp start, SealedCookies cookies, Text text) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string ReturnQuery => ReturnUrl is { Length: > 0 } url ? $"?returnUrl={Uri.EscapeDataString(url)}" : "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var started = await start.RunAsync(new SignUpRequest(Name, Email, Password, Lang.Current.Code), ct);
        if (started.Problems.Count > 0)
        {
            started.Problems.AddTo(ModelState, text);
            return Page();
        }

        cookies.Set(HttpContext, WaitingSignUp.Cookie, new WaitingSignUp(started.Email!.Value, started.ProofId, ReturnUrl), WaitingSignUp.Lasts);
        return this.RedirectTo("/sign-up/confirm");
    }
}

/// <summary>What the browser that asked for an account remembers while its owner looks into the mail.</summary>
internal sealed record WaitingSignUp(string Email, Guid ProofId, string? ReturnUrl)
{
    public const string Cookie = "sign-up";
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);
}
