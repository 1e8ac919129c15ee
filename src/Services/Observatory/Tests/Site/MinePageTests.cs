using System.Net;
using System.Text.Json;
using CsCheck;
using OneStop.Kit;
using OneStop.Observatory.Site;
using OneStop.Observatory.Site.Mine;
using OneStop.Observatory.Stations;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Tests.Site;

public sealed class MinePageTests(SiteApps apps)
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_address_alone_says_what_the_page_shows(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/mine?place=HKO&place=KP&show=temperature&show=wind&t=f&w=kn&large=1");

        Assert.Contains("74.1 °F", page.Text, StringComparison.Ordinal);
        Assert.Contains("Northeast, 10 kn, gusting 19 kn", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector(".weather-large"));
        Assert.Equal(2, page.Html.QuerySelectorAll(".weather-places > section").Length);
        Assert.Null(page.Html.QuerySelector("#nine"));
        Assert.DoesNotContain("Relative humidity", page.Html.QuerySelector(".weather-places")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task What_is_kept_on_a_device_opens_there_and_nowhere_else_until_it_is_forgotten(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();
        using var stranger = app.Browse();

        await browser.SubmitAsync(await browser.OpenAsync("/en/weather/mine?place=KP&show=wind&w=ms"), form: "form[method=post]");

        var again = await browser.OpenAsync("/zh-Hant/weather/mine");
        Assert.Contains("每秒5.0米", again.Text, StringComparison.Ordinal);
        Assert.Contains("此等選擇已儲存於此裝置", again.Text, StringComparison.Ordinal);
        Assert.Contains("23.4", (await stranger.OpenAsync("/en/weather/mine")).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(again, form: "form[method=post]");
        Assert.Contains("23.4", (await browser.OpenAsync("/en/weather/mine")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task What_is_kept_in_an_account_opens_on_each_of_its_devices(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var person = Ids.New();
        using var phone = app.Browse(person);
        using var desk = app.Browse(person);

        await phone.SubmitAsync(await phone.OpenAsync("/en/weather/mine?place=KP&show=temperature"), form: "form[method=post]");
        await phone.SubmitAsync(await phone.OpenAsync("/en/weather/mine?place=KP&show=wind&w=kn"), form: "form[method=post]");

        var elsewhere = await desk.OpenAsync("/en/weather/mine");
        Assert.Contains("10 kn", elsewhere.Text, StringComparison.Ordinal);
        Assert.Contains("kept in your account", elsewhere.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("place=NOWHERE&show=wind", "place")]
    [InlineData("place=HKO&show=gossip", "show")]
    [InlineData("t=f", "place")]
    public async Task A_page_of_nothing_is_refused_and_what_was_chosen_is_kept(string query, string field)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.OpenAsync("/en/weather/mine?" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(field, page.Errors.Select(error => error.Field));
        Assert.Null(page.Html.QuerySelector("input[name=choices]"));
    }

    [Fact]
    public void Choices_read_back_as_they_were_written()
    {
        var choices = Gen.Select(
            Gen.OneOfConst([.. StationList.All]).Array[1, MyChoices.MostPlaces].Select(stations => stations.Distinct().ToArray()),
            Gen.OneOfConst(Enum.GetValues<MyElement>()).Array[1, 7].Select(elements => elements.Distinct().Order().ToArray()),
            Gen.OneOfConst(Enum.GetValues<TemperatureUnit>()), Gen.OneOfConst(Enum.GetValues<WindUnit>()), Gen.Bool);

        choices.Sample((places, elements, temperature, wind, large) =>
        {
            var written = new MyChoices(places, elements, new Units(temperature, wind), large).Query;

            var read = MyChoices.Read(written)!;

            Assert.True(written.Length <= MyChoices.LongestQuery);
            Assert.Equal((written, temperature, wind, large), (read.Query, read.Units.Temperature, read.Units.Wind, read.IsLarge));
            Assert.Equal(places, read.Places);
            Assert.Equal(elements, read.Elements);
        });
    }

    [Fact]
    public void Nothing_in_a_cookie_breaks_the_page() => Gen.String[0, 500].Sample(text => Assert.True(MyChoices.Read(text) is null or { Places.Count: <= MyChoices.MostPlaces }));

    [Theory]
    [InlineData("en", "My weather in Hong Kong")]
    [InlineData("zh-Hant", "我的香港天氣")]
    [InlineData("zh-Hans", "我的香港天气")]
    public async Task The_page_can_be_installed(string lang, string name)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();
        var link = (await browser.OpenAsync($"/{lang}/weather/mine")).Html.QuerySelector("link[rel=manifest]")!.GetAttribute("href")!;

        using var manifest = JsonDocument.Parse(await browser.Http.GetStringAsync(link));

        Assert.Equal((name, $"/{lang}/weather/mine"), (manifest.RootElement.GetProperty("name").GetString(), manifest.RootElement.GetProperty("start_url").GetString()));
        foreach (var icon in manifest.RootElement.GetProperty("icons").EnumerateArray())
        {
            Assert.Equal("image/png", (await browser.Http.GetAsync(icon.GetProperty("src").GetString())).Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task The_worker_may_serve_the_page_and_names_the_newest_code()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var worker = await browser.Http.GetAsync("/weather/worker.js");

        Assert.Equal("/", Assert.Single(worker.Headers.GetValues("Service-Worker-Allowed")));
        var code = (await worker.Content.ReadAsStringAsync()).Split('"')[1];
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(code)).StatusCode);
    }
}
