using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Companies.Register;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Search;

[AllowAnonymous]
internal sealed class SearchPage(FindCompanies find, IUsage usage, Text text) : PageModel
{
    private const int Items = 20;
    private long? after;

    public string Typed { get; private set; } = "";

    public bool IsAsked => Hits is not null;

    public bool IsFirst => after is null;

    /// <summary>Null where nothing was asked yet.</summary>
    public CompanyHits? Hits { get; private set; }

    public string? NextAddress => Hits?.Next is { } next ? Address(next) : null;

    public string? FirstAddress => IsFirst ? null : Address(null);

    public async Task<IActionResult> OnGetAsync(string? q, string? cursor, CancellationToken ct)
    {
        usage.Count(CompanySearch.Code, UsageStep.View, UsageChannel.Web);
        after = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (string.IsNullOrWhiteSpace(q))
        {
            if (Request.Query.ContainsKey("q"))
            {
                ModelState.AddModelError("q", text["companies.search.missing"]);
            }

            return Page();
        }

        if (cursor is not null && after is null)
        {
            return this.RedirectTo("/companies");
        }

        Typed = q.Length > SearchPlan.LongestText ? q[..SearchPlan.LongestText] : q;

        Hits = await find.FindAsync(q, after, Items, ct);
        return Page();
    }

    private string Address(long? next) =>
        SitePages.Address("/companies") + "?q=" + Uri.EscapeDataString(Typed) + (next is { } number ? "&cursor=" + CompanyNumber.Format(number) : "");
}

/// <summary>Which of a company's names a reader sees first.</summary>
internal static class CompanyNames
{
    internal static string First(Company company) => First(company.NameEnglish, company.NameChinese);

    internal static string? Second(Company company) => Second(company.NameEnglish, company.NameChinese);

    internal static string First(string? english, string? chinese) => (Lang.Current.IsChinese ? chinese ?? english : english ?? chinese) ?? "";

    internal static string? Second(string? english, string? chinese) => english is null || chinese is null ? null : Lang.Current.IsChinese ? english : chinese;
}
