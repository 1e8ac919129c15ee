using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignIn;

[Authorize(Policy = Access.SignedIn)]
internal sealed class SignOutModel(EndSession end) : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await end.RunAsync(User.RequiredPersonId(), User.SessionId(), ct);
        await HttpContext.SignOutAsync(SignInSchemes.Cookie);
        return this.RedirectTo("/sign-in?notice=signed-out");
    }
}
