using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneStop.Kit;

namespace OneStop.Companies.Tests.Journeys;

/// <summary>What people do with one application on the pages.</summary>
internal sealed partial class Application(Citizen filer, string id)
{
    private static readonly HashSet<string> Amounts = ["amount", "paid", "unpaid"];

    public string Id => id;

    public static async Task<Application> BeginAsync(Citizen filer)
    {
        var start = await filer.Browser.OpenAsync(filer.At("/companies/incorporate"));
        var draft = await filer.Browser.SubmitAsync(start);
        return new Application(filer, Identifier().Match(draft.Path).Value);
    }

    public Task<Page> ShowAsync() => filer.Browser.OpenAsync(filer.At($"/filings/{id}"));

    /// <summary>Answers every page as a person would, one thing at a time.</summary>
    public async Task FillAsync(JsonObject content)
    {
        foreach (var (page, answers) in content)
        {
            if (answers is JsonArray entries)
            {
                foreach (var (index, entry) in entries.Index())
                {
                    await AnswerAsync($"{page}/{index + 1}", $"{page}-{index}", entry!.AsObject());
                }
            }
            else
            {
                await AnswerAsync(page, page, answers!.AsObject());
            }
        }
    }

    /// <summary>Answers one page; where the answers bring up further questions it is shown again, and answered again.</summary>
    public async Task AnswerAsync(string page, string field, JsonObject answers)
    {
        var fields = answers.SelectMany(answer => Fields($"{field}-{answer.Key}", answer.Key, answer.Value!)).ToDictionary();
        for (var time = 0; time < 4; time++)
        {
            var asked = await filer.Browser.OpenAsync(filer.At($"/filings/{id}/{page}"));
            var next = await filer.Browser.SubmitAsync(asked, fields);
            Assert.True(next.Errors.Count == 0, $"{page}: {string.Join(" | ", next.Errors)}");
            if (next.Path.Split('?')[0] != filer.At($"/filings/{id}/{page}"))
            {
                return;
            }
        }

        Assert.Fail($"{page} is asked again and again.");
    }

    /// <summary>Answers one page and stays with what is wrong.</summary>
    public async Task<Page> TryAsync(string page, Dictionary<string, string> fields) =>
        await filer.Browser.SubmitAsync(await filer.Browser.OpenAsync(filer.At($"/filings/{id}/{page}")), fields);

    public async Task<Page> SubmitAsync()
    {
        var check = await filer.Browser.OpenAsync(filer.At($"/filings/{id}/check"));
        Assert.True(check.Html.QuerySelector("#blocking") is null, check.Html.QuerySelector("#blocking")?.TextContent);
        return await filer.Browser.SubmitAsync(check, new() { ["declared"] = "yes" });
    }

    /// <summary>The filer signs from the tracking page, everybody else from the invitation in the own mailbox.</summary>
    public async Task SignAsync(params Citizen[] signers)
    {
        foreach (var signer in signers)
        {
            var link = signer == filer
                ? (await ShowAsync()).Links.First(href => href.Contains("/sign/", StringComparison.Ordinal))
                : new Uri(Invitation().Match(await signer.MailAsync(text => Invitation().IsMatch(text))).Value).PathAndQuery;
            var signed = await signer.Browser.SubmitAsync(await signer.Browser.OpenAsync(link), new() { ["agreed"] = "yes" }, "main form", "button[value=sign]");
            Assert.True(signed.Errors.Count == 0 && signed.Html.QuerySelector("button[value=sign]") is null, signed.Text);
        }
    }

    /// <summary>Pays at the simulated company's own page.</summary>
    public async Task<Page> PayAsync()
    {
        var tracking = await ShowAsync();
        var pay = tracking.Links.First(href => href.Contains("/pay/", StringComparison.Ordinal));
        var company = await filer.Browser.SubmitAsync(await filer.Browser.OpenAsync(pay));
        Assert.StartsWith("/simulator/pay/", company.Path);
        return await filer.Browser.SubmitAsync(company, new() { ["outcome"] = "approve" });
    }

    /// <summary>Waits until the tracking page offers something.</summary>
    public Task<Page> UntilAsync(Func<Page, bool> seen) => Eventually.GetAsync(async () => await ShowAsync() is { } page && seen(page) ? page : null);

    private static IEnumerable<KeyValuePair<string, string>> Fields(string name, string key, JsonNode answer) => answer switch
    {
        JsonObject parts => parts.Select(part => KeyValuePair.Create($"{name}-{part.Key}", (string)part.Value!)),
        JsonArray chosen => chosen.Select(choice => KeyValuePair.Create(name, (string)choice!)),
        _ when answer.GetValueKind() == JsonValueKind.True => [new(name, "yes")],
        _ when answer.GetValueKind() == JsonValueKind.False => [new(name, "no")],
        _ when answer.GetValueKind() == JsonValueKind.Number => [new(name, Amounts.Contains(key) ? $"{long.Parse(answer.ToJsonString()) / 100m}" : answer.ToJsonString())],
        _ when Day().Match((string)answer!) is { Success: true } day =>
            [new($"{name}-day", day.Groups[3].Value), new($"{name}-month", day.Groups[2].Value), new($"{name}-year", day.Groups[1].Value)],
        _ => [new(name, (string)answer!)],
    };

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"https?://\S+/sign/\S+")]
    private static partial Regex Invitation();

    [GeneratedRegex(@"^(\d{4})-(\d{2})-(\d{2})$")]
    private static partial Regex Day();
}

internal static class PageLinks
{
    extension(Page page)
    {
        /// <summary>Where the page's main part leads.</summary>
        public IReadOnlyList<string> Links => [.. page.Html.QuerySelectorAll("main a").Select(link => link.GetAttribute("href") ?? "")];
    }
}
