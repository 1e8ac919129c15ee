using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passwords;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class NewPasswordModel(ResetPassword reset, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Proof { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool Open { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Open = await reset.IsOpenAsync(Proof, Token, ct);
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var problems = await reset.SetAsync(Proof, Token, Password, ct);
        if (problems is { Count: 0 })
        {
            return this.RedirectTo("/sign-in?notice=password-reset");
        }

        Open = problems is not null;
        problems?.AddTo(ModelState, text);
        return Page();
    }
}
