using System.Net;
using CsCheck;
using OneStop.Kit;
using OneStop.Observatory.Site.Forecast;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Site;

public sealed class ForecastPageTests(SiteApps apps)
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_place_has_its_days_and_hours(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/forecast?lat=22.3&lon=114.17");

        Assert.Contains("22.3° N, 114.17° E", page.Text, StringComparison.Ordinal);
        Assert.InRange(page.Html.QuerySelectorAll(".weather-days tbody tr").Length, 2, 3);
        Assert.Equal(Scene.Hours - 1, page.Html.QuerySelectorAll(".weather-hours tbody tr").Length);
        // The grid of the scene: the step's number in degrees.
        Assert.StartsWith("1", page.Html.QuerySelector(".weather-hours tbody td")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("made up for demonstration", page.Text, StringComparison.Ordinal);
        Assert.Equal(4, page.Html.QuerySelectorAll(".weather-chart > svg").Length);
    }

    [Theory]
    [InlineData("q=沙田", "沙田")]
    [InlineData("q=sha tin", "沙田")]
    [InlineData("q=ＳＨＡ", "沙田")]
    [InlineData("q=长洲", "長洲")]
    [InlineData("place=WGL", "橫瀾島")]
    [InlineData("", "香港天文台")]
    [InlineData("place=", "香港天文台")]
    public async Task A_place_is_found_by_its_name_in_any_script(string query, string name)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/zh-Hant/weather/forecast?" + query);

        Assert.Equal(name + "天氣預報", page.Html.QuerySelector("#forecast")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("lat=22.3", "lon", "Longitude must be a number of degrees from 113.80 to 114.50")]
    [InlineData("lat=91&lon=114", "lat", "Latitude must be")]
    [InlineData("lat=NaN&lon=114", "lat", "Latitude must be")]
    [InlineData("lat=1e1&lon=114", "lat", "Latitude must be")]
    [InlineData("lat=22.3&lon=-114", "lon", "Longitude must be")]
    [InlineData("q=Atlantis", "q", "No place has that name.")]
    [InlineData("place=NOWHERE", "place", "There is no such place.")]
    public async Task What_is_no_place_is_refused_with_the_rule_and_kept(string query, string field, string message)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/forecast?" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        var error = Assert.Single(page.Errors, error => error.Field == field);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("#forecast"));
    }

    [Fact]
    public async Task Without_a_run_the_page_says_so()
    {
        await using var app = await WeatherApps.StartAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        Assert.Contains("There is no regional forecast at present.", (await browser.OpenAsync("/en/weather/forecast")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_breaks_the_search_for_places() => Gen.String.Sample(typed => PlaceAsked.Named(typed));

    [Fact]
    public void Only_degrees_are_degrees() => Gen.String.Sample(typed => Assert.True(PlaceAsked.Degrees(typed, 90) is null or (>= -90 and <= 90)));
}
