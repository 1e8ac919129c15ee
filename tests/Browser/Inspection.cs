using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OneStop.Platform.Texts;

namespace OneStop.Browser.Tests;

/// <summary>
/// What every page must be: there, in its language, without untranslated words, no wider than the phone, with one heading and a
/// title, without an error in the console, without a failure that axe can see; where it refuses something, it says so at the top and
/// leads to the field.
/// </summary>
internal static partial class Inspection
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    /// <summary>The page in three languages with script, and in one without: without script it is the same page. What axe looks at is the same in each language.</summary>
    internal static async Task OfAsync(Government government, string? email, string path, List<string> faults)
    {
        var phone = await government.PhoneOfAsync(email);
        foreach (var lang in Lang.All)
        {
            await OfAsync(phone, path, lang, axe: lang == Lang.Traditional, faults);
        }

        await OfAsync(await government.PhoneOfAsync(email, script: false), path, Lang.Traditional, axe: false, faults);
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
            await InspectAsync(page, lang, axe, faults);
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    /// <summary>The page as it stands, which may be the answer to a form.</summary>
    internal static async Task InspectAsync(IPage page, Lang lang, bool axe, List<string> faults)
    {
        // The answer to a form may still be arriving: its top is there before its fields.
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        var address = new Uri(page.Url).PathAndQuery;
        var seen = await page.EvaluateAsync<Seen>(
            """
            () => ({
              language: document.documentElement.lang,
              width: document.documentElement.scrollWidth,
              title: document.title,
              headings: document.querySelectorAll("main h1").length,
              text: document.body.innerText,
              words: document.querySelector("main").innerText,
              refused: document.querySelector(".govuk-error-summary") !== null,
              leadsNowhere: [...document.querySelectorAll(".govuk-error-summary a")].map(link => link.hash.slice(1)).filter(id => !document.getElementById(id)),
            })
            """);
        AddIf(seen.Language != lang.Code, faults, $"{address}: the language is {seen.Language}");
        AddIf(seen.Width > page.ViewportSize!.Width, faults, $"{address}: {seen.Width} px wide on a screen of {page.ViewportSize.Width}");
        AddIf(seen.Headings != 1, faults, $"{address}: {seen.Headings} headings of the first level");
        AddIf(Refusal().IsMatch(seen.Title) != seen.Refused, faults, $"{address}: its title is {seen.Title}, and it {(seen.Refused ? "refuses" : "refuses nothing")}");
        AddIf(seen.LeadsNowhere.Length > 0, faults, $"{address}: the error summary leads to {string.Join(", ", seen.LeadsNowhere)}, which is not there");
        var key = TextKey().Match(seen.Text);
        AddIf(key.Success && !address.Contains("/audit?", StringComparison.Ordinal), faults, $"{address}: shows the key {key.Value}");
        var half = HalfWidth().Match(seen.Words);
        AddIf(lang.IsChinese && half.Success, faults, $"{address}: half a width of punctuation after {half.Value}");
        if (axe)
        {
            foreach (var violation in (await page.RunAxe(Wcag)).Violations)
            {
                faults.Add($"{address}: {violation.Id} ({violation.Help}): {string.Join(" ; ", violation.Nodes.Take(3).Select(node => node.Html))}");
            }
        }
    }

    internal static void AssertNone(List<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct(StringComparer.Ordinal)));

    private static void AddIf(bool wrong, List<string> faults, string fault)
    {
        if (wrong)
        {
            faults.Add(fault);
        }
    }

    [GeneratedRegex(@"(?<![\w/.@-])(platform|accounts|audit|cases|catalogue|companies|documents|filings|notifications|observatory|payments|registers|usage)\.[a-z][\w-]*\.[\w.-]+")]
    private static partial Regex TextKey();

    [GeneratedRegex("^(Error: |錯誤：|错误：)")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"[\u4e00-\u9fff][,;:!?](?!\d)")]
    private static partial Regex HalfWidth();

    internal sealed record Seen
    {
        public string Language { get; set; } = "";

        public int Width { get; set; }

        public string Title { get; set; } = "";

        public int Headings { get; set; }

        public string Text { get; set; } = "";

        public string Words { get; set; } = "";

        public bool Refused { get; set; }

        public string[] LeadsNowhere { get; set; } = [];
    }
}
