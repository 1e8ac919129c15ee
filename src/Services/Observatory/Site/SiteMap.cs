namespace OneStop.Observatory.Site;

/// <summary>The weather pages that stand beside each other in their menu.</summary>
internal static class SiteMap
{
    internal static readonly IReadOnlyList<(string Path, string Key)> Pages =
    [
        ("/weather", "observatory.site.nav.home"),
        ("/weather/warnings", "observatory.site.nav.warnings"),
        ("/weather/forecast", "observatory.site.nav.forecast"),
        ("/weather/map", "observatory.site.nav.map"),
        ("/weather/stations", "observatory.site.nav.stations"),
        ("/weather/almanac", "observatory.site.nav.almanac"),
        ("/weather/mine", "observatory.site.nav.mine"),
        ("/weather/skill", "observatory.site.nav.skill"),
    ];
}
