using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Directory;

/// <summary>The portal's front page.</summary>
[AllowAnonymous]
internal sealed class FrontPage(ServiceCatalogue catalogue, Text text) : PageModel
{
    private const int Most = 6;

    internal IReadOnlyList<ServiceView> Services { get; private set; } = [];

    internal IReadOnlyList<ServiceGroup> Events { get; private set; } = [];

    internal IReadOnlyList<ServiceGroup> Audiences { get; private set; } = [];

    internal IReadOnlyList<ServiceGroup> Departments { get; private set; } = [];

    public void OnGet()
    {
        // What does something comes before what tells something.
        Services = [.. catalogue.Entries.OrderByDescending(entry => entry.Kind).Take(Most).Select(entry => ServiceView.Of(entry, catalogue, text))];
        Events = ServiceGroup.Events(catalogue, text);
        Audiences = ServiceGroup.Audiences(catalogue, text);
        Departments = ServiceGroup.Departments(catalogue);
    }
}
