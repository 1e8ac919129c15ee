using Microsoft.Playwright;

namespace OneStop.Browser.Tests;

/// <summary>The Observatory's pages on a phone of 320 px, in three languages, with the map drawn and without a network.</summary>
public sealed class WeatherPagesTests(Government government)
{
    public static TheoryData<string> Pages =>
    [
        "/weather", "/weather/warnings/WRAIN", "/weather/stations/CCH", "/weather/stations?element=wind&sort=high", "/weather/map",
        "/weather/forecast?q=sha", "/weather/almanac", "/weather/mine?place=HKO&place=CCH&show=temperature&show=wind&show=ninedays&t=f&large=1", "/weather/skill",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_weather_page_is_whole_and_open_to_everybody(string path)
    {
        var faults = new List<string>();

        await Inspection.OfAsync(government, null, path, faults);

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task The_map_draws_over_its_table_and_leads_to_the_forecast_of_any_place()
    {
        await using var phone = await government.NewPhoneAsync(null);
        var page = await phone.NewPageAsync();
        await page.SetViewportSizeAsync(800, 800);
        var faults = new List<string>();
        page.Console += (_, message) => faults.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        await page.GotoAsync("/en/weather/map");
        Assert.SkipUnless(await page.EvaluateAsync<bool>("!!document.createElement('canvas').getContext('webgl2')"), "WebGL: this Chromium has none.");

        await page.WaitForSelectorAsync("[data-weather-map][data-ready]", new() { Timeout = 60_000 });
        await page.GetByLabel("Wind (km/h)").CheckAsync();
        Assert.True(await page.Locator(".weather-map__value svg").CountAsync() > 10);
        await page.Locator("[data-frame]").ClickAsync(new() { Position = new() { X = 20, Y = 20 } });
        await page.GetByText("Forecast for this place").ClickAsync();

        await page.WaitForURLAsync("**/en/weather/forecast?lat=*");
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Larger_text_fits_a_phone_and_with_script_is_remembered(bool script)
    {
        await using var phone = await government.NewPhoneAsync(null, script);
        var page = await phone.NewPageAsync();
        var faults = new List<string>();
        foreach (var path in (string[])["/weather", "/weather/warnings", "/weather/stations?element=wind", "/weather/map", "/weather/forecast", "/weather/almanac", "/weather/skill"])
        {
            await page.GotoAsync($"/zh-Hant{path}#large");
            Assert.Equal("21px", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
            await Inspection.InspectAsync(page, Platform.Texts.Lang.Traditional, axe: false, faults);
        }

        await page.GotoAsync("/en/weather");
        var (larger, usual) = (page.GetByText("Larger text"), page.GetByText("Usual text size"));
        await larger.ClickAsync();
        await Assertions.Expect(usual).ToBeVisibleAsync();
        await page.GotoAsync("/en/weather/warnings");
        await Assertions.Expect(script ? usual : larger).ToBeVisibleAsync();
        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task The_map_draws_as_much_lightning_as_its_table_counts()
    {
        await using var phone = await government.NewPhoneAsync(null);
        var page = await phone.NewPageAsync();
        // The demonstration has a thunderstorm in each eleven hours.
        var struck = 0;
        foreach (var ago in (int[])[0, 1, 2, 3, 6, 9, 12, 18, 24])
        {
            await page.GotoAsync($"/en/weather/map?ago={ago}");
            Assert.Equal(1, await page.Locator("#lightning").CountAsync());
            struck += await page.Locator(".weather-lightning tbody tr").CountAsync();
        }

        await page.GotoAsync("/en/weather/map");
        Assert.SkipUnless(await page.EvaluateAsync<bool>("!!document.createElement('canvas').getContext('webgl2')"), "WebGL: this Chromium has none.");
        await page.WaitForSelectorAsync("[data-weather-map][data-ready]", new() { Timeout = 60_000 });
        await page.GetByLabel("Lightning in the past hour").CheckAsync();
        var time = page.Locator("[data-time]");
        var drawn = 0;
        for (var moment = int.Parse((await time.GetAttributeAsync("max"))!); moment >= 0; moment--)
        {
            await time.EvaluateAsync("(one, value) => { one.value = value; one.dispatchEvent(new Event('input', { bubbles: true })); }", moment);
            await page.WaitForFunctionAsync("() => document.querySelector('[data-strokes-shown]').textContent !== ''");
            drawn += int.Parse((await page.Locator("[data-frame]").GetAttributeAsync("data-strokes"))!);
        }

        Assert.True(struck > 0, "No hour of the past day has a table of strokes.");
        Assert.True(drawn > 0, "No hour of the past day has strokes on the map.");
        Assert.Equal(0, await page.Locator(".weather-map__value:visible").CountAsync());
    }

    [Fact]
    public async Task Without_a_network_the_personal_page_shows_the_last_data_and_says_so()
    {
        await using var phone = await government.NewPhoneAsync(null);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/en/weather/mine?place=CCH&show=temperature");
        await page.WaitForFunctionAsync("async () => !!navigator.serviceWorker.controller && !!(await caches.match(location.href))", null, new() { Timeout = 60_000 });

        await phone.SetOfflineAsync(true);
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByText("You are offline.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".weather-places")).ToContainTextAsync("Cheung Chau");
        Assert.NotEqual("Times New Roman", await page.EvaluateAsync<string>("getComputedStyle(document.body).fontFamily"));
    }
}
