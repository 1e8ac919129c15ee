using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Directory;

/// <summary>The services of a life event, an audience, a department, or a search; all of them otherwise.</summary>
[AllowAnonymous]
internal sealed class ServicesPage(ServiceCatalogue catalogue, ServiceSearch search, Text text) : PageModel
{
    private const int LongestQuery = 100;

    internal string Heading { get; private set; } = "";

    internal string Query { get; private set; } = "";

    internal IReadOnlyList<ServiceView> Services { get; private set; } = [];

    public IActionResult OnGet(string? audience, string? @event, string? department, string? q)
    {
        Query = q is { Length: > LongestQuery } ? q[..LongestQuery] : q ?? "";
        if (ServiceFilter.Read(audience, @event, department) is not { } filter)
        {
            return NotFound();
        }

        Services = [.. search.Find(Query).Where(filter.Takes).Select(entry => ServiceView.Of(entry, catalogue, text))];
        Heading = Query.Trim().Length > 0 ? text["catalogue.services.found", Services.Count, Query.Trim()]
            : filter.Event is { } lifeEvent ? text["catalogue.event." + ServiceFilter.Word(lifeEvent)]
            : filter.Audience is { } whom ? text["catalogue.audience." + ServiceFilter.Word(whom)]
            : filter.Department is { } code ? catalogue.Department(code).Name.ToString()
            : text["catalogue.services.title"];
        return Page();
    }
}
