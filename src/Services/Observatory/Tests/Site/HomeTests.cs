using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Site;

public sealed class HomeTests(SiteApps apps)
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_home_page_says_what_it_is_like_now_and_how_it_will_be(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather");

        Assert.Contains("23.4 °C", page.Text, StringComparison.Ordinal);
        Assert.Contains("Northeast, 18 km/h, gusting 36 km/h", page.Text, StringComparison.Ordinal);
        Assert.Contains("5.2 (moderate)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Weather forecast for tonight and tomorrow Sunny periods and dry.", page.Text, StringComparison.Ordinal);
        Assert.Equal("Sunny periods", page.Html.QuerySelector(".weather-now svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(9, page.Html.QuerySelectorAll(".weather-days tbody tr").Length);
        Assert.Contains("Stay away from the shore.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector(".weather-old"));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_warning_in_force_stands_before_all_else_with_its_times(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather");

        var warning = Assert.Single(page.Html.QuerySelectorAll(".weather-warning"));
        Assert.Contains("Red Rainstorm Warning Signal", warning.TextContent, StringComparison.Ordinal);
        Assert.Contains($"In force since {HongKong.At(app.Time!.GetUtcNow().AddHours(-3)):HH:mm}", warning.TextContent, StringComparison.Ordinal);
        Assert.Contains($"updated {HongKong.At(app.Time.GetUtcNow().AddHours(-1)):HH:mm}", warning.TextContent, StringComparison.Ordinal);
        Assert.Equal("warnings", page.Html.QuerySelector("main h2")!.Id);
    }

    [Theory]
    [InlineData("zh-Hant", "香港天气", false)]
    [InlineData("zh-Hans", "由繁体中文版转换", true)]
    public async Task Converted_text_says_so_where_it_is_read(string lang, string words, bool says)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync($"/{lang}/weather");

        Assert.Equal(says, page.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_data_the_page_says_so_and_claims_nothing()
    {
        await using var app = await WeatherApps.StartAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather");

        Assert.Contains("There are no readings yet.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No local forecast has been issued.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No nine-day forecast has been issued.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_past_its_contract_is_told_with_its_age()
    {
        await using var app = await SiteApps.StartAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        app.Time!.Advance(TimeSpan.FromMinutes(20));
        Assert.Null((await browser.OpenAsync("/en/weather?at=20")).Html.QuerySelector(".weather-old"));
        app.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("The newest readings are 25 minutes old.", (await browser.OpenAsync("/en/weather?at=25")).Text, StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromHours(3));

        var page = await browser.OpenAsync("/en/weather?at=205");
        Assert.Contains("The newest readings are 3 hours old.", page.Text, StringComparison.Ordinal);
        Assert.Contains("The local forecast is 3 hours old; the next was due", page.Text, StringComparison.Ordinal);
        Assert.Contains("The nine-day forecast is 3 hours old; the next was due", page.Text, StringComparison.Ordinal);
    }
}
