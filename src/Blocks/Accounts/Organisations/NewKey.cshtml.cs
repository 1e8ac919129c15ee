using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <summary>Makes a key and shows it, this once: the answer to the form, which no cache keeps and no reload repeats without asking.</summary>
[Authorize(Policy = Access.SignedIn), FreshSignIn]
[ResponseCache(NoStore = true)]
internal sealed class NewKeyModel(OrganisationReading reading, OrganisationDesk desk, KnownRights rights, Text text) : RightsPage(reading, text)
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public string? Secret { get; private set; }

    public RightChoices Choices => new(rights.OfServices, Rights);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (Secret, var problems) = await desk.IssueKeyAsync(Id, Name, Rights, User.RequiredPersonId(), ct);
        return Secret is null ? await EndAsync(problems, ct) : await LoadAsync(ct) ? Page() : NotFound();
    }
}
