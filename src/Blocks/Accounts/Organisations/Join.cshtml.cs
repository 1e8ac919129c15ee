using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <summary>Opened from the invitation's mail, by the account with its address. Opening changes nothing.</summary>
[Authorize(Policy = Access.SignedIn)]
[EnableRateLimiting(Limits.Careful)]
[ResponseCache(NoStore = true)]
internal sealed class JoinModel(AccountsDb db, OrganisationDesk desk, IOrganisations organisations, KnownRights rights, FieldCipher cipher, Text text, TimeProvider time) : PageModel
{
    [FromRoute(Name = "token")]
    public string Token { get; set; } = "";

    public Organisation? Organisation { get; private set; }

    public string Words { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var (person, now, hash) = (User.RequiredPersonId(), time.GetUtcNow(), OrganisationDesk.TokenHash(cipher, Token));
        var invitation = await db.Invitations.AsNoTracking()
            .Where(invitation => invitation.TokenHash == hash && invitation.ExpiresAt > now && db.Accounts.Any(account => account.Id == person && account.EmailHash == invitation.EmailHash))
            .SingleOrDefaultAsync(ct);
        if (invitation is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        Organisation = await organisations.FindAsync(invitation.OrganisationId, ct);
        Words = string.Join(text["accounts.organisations.rights.and"], rights.OfPeople.Where(right => RightSet.Holds(invitation.Rights, right.Code)).Select(right => text[right.TextKey]));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await desk.JoinAsync(Token, User.RequiredPersonId(), ct) is { } organisation ? this.RedirectTo($"/account/organisations/{organisation}") : await OnGetAsync(ct);
}
