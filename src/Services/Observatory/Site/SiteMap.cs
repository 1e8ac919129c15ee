namespace OneStop.Observatory.Site;

/// <summary>The weather pages that stand beside each other in their menu.</summary>
internal static class SiteMap
{
    internal static readonly IReadOnlyList<(string Path, string Key)> Pages =
    [
        ("/weather", "observatory.site.nav.home"),
    ];
}
