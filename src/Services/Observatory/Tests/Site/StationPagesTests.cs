using System.Net;
using OneStop.Kit;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Site;

public sealed class StationPagesTests(SiteApps apps)
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_table_names_every_station_that_measures_the_element(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/stations");

        Assert.Equal(StationList.Measuring(Quantity.Temperature).Count(), page.Html.QuerySelectorAll(".weather-stations tbody tr").Length);
        var observatory = page.Html.QuerySelectorAll(".weather-stations tbody tr").Single(row => row.TextContent.Contains("Hong Kong Observatory", StringComparison.Ordinal));
        Assert.Contains("23.4", observatory.TextContent, StringComparison.Ordinal);
        Assert.Contains("No reading", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("high", "descending", "Northeast")]
    [InlineData("low", "ascending", "Northeast")]
    public async Task Links_sort_the_table_and_stations_without_a_reading_come_last(string sort, string said, string first)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync($"/en/weather/stations?element=wind&sort={sort}");

        Assert.Equal(said, page.Html.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Contains(first, page.Html.QuerySelector(".weather-stations tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No reading", page.Html.QuerySelectorAll(".weather-stations tbody tr").Last().TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/weather/stations?element=lightning")]
    [InlineData("/en/weather/stations?sort=sideways")]
    [InlineData("/en/weather/stations?sort=1")]
    [InlineData("/en/weather/stations/NOWHERE")]
    [InlineData("/en/weather/stations/%20")]
    [InlineData("/en/weather/warnings/%20")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(path)).Status);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_station_shows_its_day_as_a_chart_and_as_a_table(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/stations/HKO");

        var charts = page.Html.QuerySelectorAll(".weather-chart > svg");
        Assert.Equal(3, charts.Length);
        Assert.All(charts, chart => Assert.NotEmpty(chart.QuerySelector("desc")!.TextContent));
        Assert.Contains("The highest was 23.4", charts[0].TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal(3, page.Html.QuerySelectorAll(".weather-table tbody tr").Length);
        Assert.Contains("No daily values are on record.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_without_readings_says_so()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/stations/CCH");

        Assert.Equal("Cheung Chau", page.Heading);
        Assert.Contains("There are no readings of the past 24 hours.", page.Text, StringComparison.Ordinal);
    }
}
