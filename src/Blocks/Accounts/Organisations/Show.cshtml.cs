using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <summary>One organisation, for its members; what changes it, for its administrators.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class ShowModel(OrganisationReading reading, OrganisationDesk desk, KnownRights rights, Text text) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty(Name = "which")]
    public Guid Which { get; set; }

    public OrganisationView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await reading.FindAsync(Id, User.RequiredPersonId(), ct) is not { } found)
        {
            return NotFound();
        }

        View = found;
        return Page();
    }

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => DoneAsync(desk.WithdrawInvitationAsync(Id, Which, User.RequiredPersonId(), ct));

    public Task<IActionResult> OnPostEndAsync(CancellationToken ct) => DoneAsync(desk.EndDelegationAsync(Id, Which, User.RequiredPersonId(), ct));

    public Task<IActionResult> OnPostRevokeAsync(CancellationToken ct) => DoneAsync(desk.RevokeKeyAsync(Id, Which, User.RequiredPersonId(), ct));

    public string NameOf(Member member) => View.People.TryGetValue(member.AccountId, out var person) ? person.Name : member.AccountId.ToString();

    public string Words(string held) => string.Join(text["accounts.organisations.rights.and"], rights.OfPeople.Where(right => RightSet.Holds(held, right.Code)).Select(right => text[right.TextKey]));

    private async Task<IActionResult> DoneAsync(Task<IReadOnlyList<RuleProblem>> act) => (await act).Count == 0 ? this.RedirectTo($"/account/organisations/{Id}") : Forbid();
}
