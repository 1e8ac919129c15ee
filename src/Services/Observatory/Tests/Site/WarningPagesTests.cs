using System.Net;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Site;

public sealed class WarningPagesTests(SiteApps apps)
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_warning_shows_what_it_means_and_every_step_of_its_past(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/warnings/WRAIN");

        Assert.Equal("Rainstorm Warning Signal", page.Heading);
        Assert.Contains("Heavy rain is falling over the New Territories.", page.Html.QuerySelector(".weather-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.Html.QuerySelectorAll(".weather-meanings dt").Length);
        var chains = page.Html.QuerySelectorAll(".weather-history > li").Select(chain => chain.QuerySelectorAll(".weather-steps > li").Length);
        Assert.Equal([2, 2], chains);
        Assert.Contains("Amber Rainstorm Warning Signal, Cancelled", page.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Every_kind_is_listed_with_its_state(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/zh-Hant/weather/warnings");

        Assert.Equal(OneStop.Observatory.Warnings.WarningKinds.All.Count, page.Html.QuerySelectorAll("main table tbody tr").Length);
        Assert.Contains("暴雨警告信號 紅色暴雨警告信號", page.Text, StringComparison.Ordinal);
        Assert.Contains("近期結束的警告", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/weather/warnings/NONE", HttpStatusCode.NotFound)]
    [InlineData("/en/weather/warnings/WRAIN?before=yesterday", HttpStatusCode.NotFound)]
    [InlineData("/en/weather/warnings/WRAIN?before=99999999999999999", HttpStatusCode.NotFound)]
    [InlineData("/en/weather/warnings/WRAIN?before=1", HttpStatusCode.OK)]
    [InlineData("/en/weather/warnings/WL", HttpStatusCode.OK)]
    public async Task What_is_not_there_is_not_found(string path, HttpStatusCode status)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        Assert.Equal(status, (await browser.OpenAsync(path)).Status);
    }

    [Fact]
    public async Task Every_signal_and_kind_has_its_meaning_and_advice_in_words()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        foreach (var kind in OneStop.Observatory.Warnings.WarningKinds.All)
        {
            var page = await browser.OpenAsync($"/zh-Hans/weather/warnings/{kind.Key}");
            Assert.Equal(kind.Signals.Count, page.Html.QuerySelectorAll(".weather-meanings dt").Length);
            Assert.NotNull(page.Html.QuerySelector("#advice"));
        }
    }
}
