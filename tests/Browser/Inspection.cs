using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OneStop.Platform.Texts;

namespace OneStop.Browser.Tests;

/// <summary>What every page must be: there, in its language, without untranslated words, no wider than the phone, without an error in the console, without a failure that axe can see.</summary>
internal static partial class Inspection
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    internal static async Task OfAsync(IBrowserContext phone, string path, bool axe, List<string> faults)
    {
        foreach (var lang in Lang.All)
        {
            await OfAsync(phone, path, lang, axe, faults);
        }
    }

    internal static async Task OfAsync(IBrowserContext phone, string path, Lang lang, bool axe, List<string> faults)
    {
        var page = await phone.NewPageAsync();
        try
        {
            var address = $"/{lang.Code}{(path == "/" ? "" : path)}";
            page.Console += (_, message) => AddIf(message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal), faults, $"{address}: the console says {message.Text}");
            var answer = await page.GotoAsync(address);
            AddIf(answer is not { Status: 200 } && !path.EndsWith("not-there", StringComparison.Ordinal), faults, $"{address}: {answer?.Status}");
            AddIf(new Uri(page.Url).AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal) && path != "/sign-in", faults, $"{address}: led to sign-in");
            await InspectAsync(page, address, lang, axe, faults);
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    internal static async Task InspectAsync(IPage page, string address, Lang lang, bool axe, List<string> faults)
    {
        var language = await page.EvaluateAsync<string>("document.documentElement.lang");
        AddIf(language != lang.Code, faults, $"{address}: the language is {language}");
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        AddIf(width > page.ViewportSize!.Width, faults, $"{address}: {width} px wide on a screen of {page.ViewportSize.Width}");
        var key = TextKey().Match(await page.InnerTextAsync("body"));
        AddIf(key.Success, faults, $"{address}: shows the key {key.Value}");
        if (!axe)
        {
            return;
        }

        foreach (var violation in (await page.RunAxe(Wcag)).Violations)
        {
            faults.Add($"{address}: {violation.Id} ({violation.Help}): {string.Join(" ; ", violation.Nodes.Take(3).Select(node => node.Html))}");
        }
    }

    private static void AddIf(bool wrong, List<string> faults, string fault)
    {
        if (wrong)
        {
            faults.Add(fault);
        }
    }

    [GeneratedRegex(@"(?<![\w/.@-])(platform|accounts|audit|cases|catalogue|companies|documents|filings|notifications|payments|registers|usage)\.[a-z][\w-]*\.[\w.-]+")]
    private static partial Regex TextKey();
}
