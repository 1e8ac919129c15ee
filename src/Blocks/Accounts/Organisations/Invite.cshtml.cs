using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
[ResponseCache(NoStore = true)]
internal sealed class InviteModel(OrganisationReading reading, OrganisationDesk desk, KnownRights rights, Text text) : RightsPage(reading, text)
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    public RightChoices Choices => new(rights.OfPeople, Rights);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await EndAsync(await desk.InviteAsync(Id, Email, Rights, User.RequiredPersonId(), ct), ct);
}
