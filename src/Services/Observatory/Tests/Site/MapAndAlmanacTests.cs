using System.Net;
using System.Text.Json;
using OneStop.Kit;
using OneStop.Observatory.Almanac;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Site;

public sealed class MapAndAlmanacTests(SiteApps apps)
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_map_and_its_table_say_the_same_of_now_and_of_every_hour(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/map");
        var earlier = await browser.OpenAsync("/en/weather/map?ago=6");
        using var hours = JsonDocument.Parse(await browser.Http.GetStringAsync("/api/weather/map"));

        var temperatures = hours.RootElement.GetProperty("stations").GetProperty("HKO").GetProperty("temperature").EnumerateArray().ToList();
        var times = hours.RootElement.GetProperty("times").EnumerateArray().Select(time => time.GetDateTimeOffset()).ToList();
        Assert.Equal((26, 26), (temperatures.Count, times.Count));
        Assert.Equal(app.Time!.GetUtcNow(), times[25], TimeSpan.FromMilliseconds(1));
        Assert.All(times.SkipLast(1), time => Assert.Equal(0, time.Ticks % TimeSpan.TicksPerHour));
        Assert.Equal((23.4, Scene.OnTheHour, JsonValueKind.Null), (temperatures[25].GetDouble(), temperatures[24].GetDouble(), temperatures[20].ValueKind));
        Assert.Contains("23.4", Row(page), StringComparison.Ordinal);
        Assert.DoesNotContain("23.4", Row(earlier), StringComparison.Ordinal);

        static string Row(Page page) => page.Html.QuerySelector("[data-station=HKO]")!.TextContent;
    }

    [Theory]
    [InlineData("25")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999")]
    public async Task Hours_that_are_not_kept_are_not_found(string ago)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/en/weather/map?ago=" + ago)).Status);
    }

    [Fact]
    public async Task A_day_has_its_sun_moon_and_tides()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/zh-Hant/weather/almanac?date=2023-03-22&tide=CCH");

        Assert.Contains("農曆癸卯年閏二月初一（兔年）", page.Text, StringComparison.Ordinal);
        Assert.Contains("長洲潮汐", page.Text, StringComparison.Ordinal);
        Assert.Equal(31, page.Html.QuerySelectorAll(".govuk-details tbody tr").Length);
        Assert.Contains("清明2023年4月5日", page.Text, StringComparison.Ordinal);
        Assert.Contains("date=2023-03-23&tide=CCH", page.Html.QuerySelector("a[rel=next]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date-day=31&date-month=2&date-year=2026", "date")]
    [InlineData("date=1800-01-01", "date")]
    [InlineData("date=9999-12-31", "date")]
    [InlineData("date=0001-01-01", "date")]
    [InlineData("date=soon", "date")]
    [InlineData("tide=ATLANTIS", "tide")]
    public async Task What_is_no_day_or_place_is_refused(string query, string field)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/almanac?" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(field, Assert.Single(page.Errors).Field);
    }

    [Theory]
    [InlineData(2024, "2024-03-20", 0)]
    [InlineData(2024, "2024-06-21", 6)]
    [InlineData(2024, "2024-12-21", 18)]
    [InlineData(2025, "2025-02-03", 21)]
    [InlineData(2026, "2026-12-22", 18)]
    public void A_solar_term_falls_on_its_day(int year, string day, int index)
    {
        var terms = SolarTerm.After(HongKong.StartOf(new DateOnly(year, 1, 1)), SolarTerm.Count).ToList();

        Assert.Equal(SolarTerm.Count, terms.Select(term => term.Index).Distinct().Count());
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), HongKong.DayOf(terms.Single(term => term.Index == index).At));
    }
}
