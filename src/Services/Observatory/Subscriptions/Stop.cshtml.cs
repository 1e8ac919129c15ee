using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Observatory.Subscriptions;

/// <summary>
/// Stops messages about warnings, from the link in one of them. A mail program posts here without cookies (RFC 8058, 3.2), so the address
/// itself is what shows who may; to look at it, as scanners of mail do, changes nothing.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class StopPage(FieldCipher cipher, Writes writes) : PageModel
{
    public bool IsDone { get; private set; }

    public IActionResult OnGet(string token) => WarningSubscription.PersonOf(cipher, token) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (WarningSubscription.PersonOf(cipher, token) is not { } person)
        {
            return NotFound();
        }

        await writes.RunAsync(write => write.Get<ObservatoryDb>().Subscriptions.Where(subscription => subscription.PersonId == person).ExecuteDeleteAsync(ct), ct);
        IsDone = true;
        return Page();
    }
}
