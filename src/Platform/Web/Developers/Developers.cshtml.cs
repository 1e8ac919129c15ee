using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OneStop.Platform.Web.Developers;

/// <summary>The API's reference for people, made from the OpenAPI document. The document's own words are English.</summary>
[AllowAnonymous]
internal sealed class DevelopersPage(ApiReference reference) : PageModel
{
    internal IReadOnlyList<ApiGroup> Groups { get; private set; } = [];

    internal string Site => HttpContext.SiteAddress("");

    public async Task OnGetAsync(CancellationToken ct) => Groups = await reference.GroupsAsync(ct);
}
