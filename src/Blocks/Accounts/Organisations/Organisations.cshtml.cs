using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

[Authorize(Policy = Access.SignedIn)]
internal sealed class OrganisationsModel(OrganisationReading reading) : PageModel
{
    public IReadOnlyList<(Organisation Organisation, Member Member)> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Mine = await reading.MineAsync(User.RequiredPersonId(), ct);
}
