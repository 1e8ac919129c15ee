using Microsoft.Playwright;
using OneStop.Platform.Texts;
using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>The forecasters' desk on a phone of 320 px: a highest signal from its proposal to the public page, with script and without.</summary>
public sealed class WeatherDeskTests(Government government)
{
    /// <summary>One signal of a kind is in force at a time, so each walk follows the one before.</summary>
    private static readonly (string Language, bool Script, string Kind, string Step)[] Walks =
        [("en", true, "WTCSGNL", "issue:tc8ne"), ("zh-Hant", false, "WRAIN", "issue:wrainb"), ("zh-Hans", true, "WRAIN", "cancel:wrainb")];

    [Fact]
    public async Task A_highest_signal_is_proposed_seen_in_three_languages_and_released_by_a_second_forecaster()
    {
        var faults = new List<string>();

        foreach (var (language, script, kind, step) in Walks)
        {
            await WalkAsync(Lang.FindOrEnglish(language), script, kind, step, faults);
        }

        Inspection.AssertNone(faults);
    }

    public static TheoryData<string> Pages =>
        ["/weather/desk", "/weather/desk/warnings/new?kind=WTS", "/weather/desk/chains", "/weather/desk/bulletins/local-forecast", "/weather/desk/bulletins/nine-day-forecast", "/weather/desk/bulletins/special-tips"];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_of_the_desk_is_whole(string path)
    {
        var faults = new List<string>();

        await Inspection.OfAsync(government, Forecaster, path, faults);

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task The_page_for_messages_about_warnings_is_whole_and_keeps_what_is_chosen()
    {
        var faults = new List<string>();
        await Inspection.OfAsync(government, Carmen, "/weather/subscription", faults);
        var page = await (await government.PhoneOfAsync(Carmen, script: false)).NewPageAsync();

        await page.GotoAsync("/zh-Hans/weather/subscription");
        await page.ClickAsync("#kinds button");
        await Inspection.InspectAsync(page, Lang.Simplified, axe: false, faults);
        await page.CheckAsync("[name=kind][value=WTS]");
        await page.ClickAsync("#kinds button");
        await Inspection.InspectAsync(page, Lang.Simplified, axe: false, faults);

        Assert.True(await page.IsCheckedAsync("[name=kind][value=WTS]"));
        await page.ClickAsync("#stop button");
        Assert.False(await page.IsCheckedAsync("[name=kind][value=WTS]"));
        Inspection.AssertNone(faults);
        await page.CloseAsync();
    }

    private async Task WalkAsync(Lang lang, bool script, string kind, string step, List<string> faults)
    {
        var first = await (await government.PhoneOfAsync(Forecaster, script)).NewPageAsync();
        var second = await (await government.PhoneOfAsync(SecondForecaster, script)).NewPageAsync();
        var anybody = await (await government.PhoneOfAsync(null, script)).NewPageAsync();

        await first.GotoAsync($"/{lang.Code}/weather/desk/warnings/new?kind={kind}");
        await SeeAsync(first);
        await first.CheckAsync($"[name=step][value='{step}']");
        await first.ClickAsync("#choose button");
        await SeeAsync(first);
        if (new Uri(first.Url).AbsolutePath.EndsWith("/edit", StringComparison.Ordinal))
        {
            await first.ClickAsync("#write button");
            await SeeAsync(first);
        }

        var proposal = new Uri(first.Url).AbsolutePath;
        var previews = await first.EvalOnSelectorAllAsync<string[]>("main .govuk-inset-text[lang]", "all => all.map(one => one.lang)");
        await first.ClickAsync("#submit");
        await SeeAsync(first);
        var alone = await first.Locator("#release").CountAsync();

        await second.GotoAsync($"/{lang.Code}/weather/desk");
        await SeeAsync(second);
        await second.GotoAsync(proposal);
        await SeeAsync(second);
        await second.ClickAsync("#release");
        await SeeAsync(second);

        var expected = step.StartsWith("cancel", StringComparison.Ordinal) ? 0 : 1;
        await anybody.GotoAsync($"/{lang.Code}/weather/warnings/{kind}");
        for (var time = 0; time < 100 && await anybody.Locator("main .weather-warning").CountAsync() != expected; time++)
        {
            await anybody.ReloadAsync();
        }

        await SeeAsync(anybody);
        Assert.Equal(Lang.All.Select(each => each.Code), previews);
        Assert.Equal(0, alone);
        Assert.Equal(expected, await anybody.Locator("main .weather-warning").CountAsync());
        foreach (var page in (IPage[])[first, second, anybody])
        {
            await page.CloseAsync();
        }

        Task SeeAsync(IPage page) => Inspection.InspectAsync(page, lang, axe: script, faults);
    }
}
