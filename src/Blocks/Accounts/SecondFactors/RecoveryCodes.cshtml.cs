using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SecondFactors;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
internal sealed class RecoveryCodesModel(OwnSecondFactor factor) : PageModel
{
    public int Left { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Left = await factor.CodesLeftAsync(User.RequiredPersonId(), ct);
        return await factor.IsSetUpAsync(User.RequiredPersonId(), ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await factor.IsSetUpAsync(User.RequiredPersonId(), ct))
        {
            return NotFound();
        }

        Codes = await factor.RenewCodesAsync(User.RequiredPersonId(), ct);
        return Page();
    }
}
