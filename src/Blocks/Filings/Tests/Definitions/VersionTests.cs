using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Filings.Definitions;
using OneStop.Platform.Data;

namespace OneStop.Filings.Tests.Definitions;

/// <summary>Versions, and files that break while the government is up.</summary>
public abstract class VersionTests(DatabaseKind kind)
{
    private const string First =
        """
        eservice: wish
        version: 1
        department: lcsd
        prefix: WI
        keepYears: 1
        title: {en: "Make a wish", zh-Hant: "許願", zh-Hans: "许愿"}
        summary: {en: "One wish.", zh-Hant: "一個願望。", zh-Hans: "一个愿望。"}
        declaration: {en: "I wish it.", zh-Hant: "本人如此願望。", zh-Hans: "本人如此愿望。"}
        sections:
          - key: wish
            title: {en: "The wish", zh-Hant: "願望", zh-Hans: "愿望"}
            pages:
              - key: wish
                title: {en: "The wish", zh-Hant: "願望", zh-Hans: "愿望"}
                questions:
                  - {key: what, type: text, label: {en: "What", zh-Hant: "甚麼", zh-Hans: "什么"}}
        decision:
          approve: true
        """;

    private static readonly string Second = First.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("\"What\"", "\"What exactly\"", StringComparison.Ordinal)
        + "\nfees:\n  - key: wish\n    label: {en: \"Wish\", zh-Hant: \"願望\", zh-Hans: \"愿望\"}\n    rates: [{from: 2020-01-01, row: \"2020\", dollars: 1}]\n";

    private static readonly JsonObject Wish = new() { ["wish"] = new JsonObject { ["what"] = "Rain" } };

    [Fact]
    public async Task A_draft_finishes_on_its_version_and_an_old_filing_shows_as_it_was()
    {
        using var folder = new OwnFolder();
        folder.Put("wish", First);
        await using var office = await ServiceOffice.OpenAsync(kind, folder.Path);
        var (_, browser) = office.NewPerson();
        var draft = await ServiceOffice.DraftAsync(browser, "wish", Wish.DeepClone().AsObject());

        folder.Put("wish", Second);
        await ReloadAsync(office);

        Assert.Contains("What exactly", await browser.Http.GetStringAsync("/api/eservices/wish/schema"));
        Assert.DoesNotContain("What exactly", (await browser.OpenAsync($"/en/filings/{draft}/wish")).Text);
        var old = await ServiceOffice.SubmitAsync(browser, draft);
        Assert.Equal("submitted", old["state"]!.GetValue<string>());
        Assert.Equal(1, old["formVersion"]!.GetValue<int>());
        var next = await ServiceOffice.SubmitAsync(browser, await ServiceOffice.DraftAsync(browser, "wish", Wish.DeepClone().AsObject()));
        Assert.Equal("awaitingPayment", next["state"]!.GetValue<string>());
        await ServiceOffice.ReachesAsync(browser, draft, "completed");
        Assert.DoesNotContain("What exactly", (await browser.OpenAsync($"/en/filings/{draft}/print")).Text);
    }

    [Fact]
    public async Task The_same_version_with_other_content_is_refused_and_the_operator_hears_why()
    {
        using var folder = new OwnFolder();
        folder.Put("wish", First);
        await using var office = await ServiceOffice.OpenAsync(kind, folder.Path);

        folder.Put("wish", First.Replace("\"What\"", "\"Something else\"", StringComparison.Ordinal));
        await ReloadAsync(office);

        var (_, browser) = office.NewPerson();
        Assert.DoesNotContain("Something else", await browser.Http.GetStringAsync("/api/eservices/wish/schema"));
        using var operators = office.App.Browse(office.NewPerson("Tang").Person.Id, ["dpo:operator"]);
        var problem = Assert.Single((await operators.Http.GetFromJsonAsync<JsonArray>("/api/eservices/problems"))!)!;
        Assert.Contains("version: 2", problem["cure"]!.GetValue<string>());
        Assert.Equal("Degraded", await browser.Http.GetStringAsync("/healthz"));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await browser.Http.GetAsync("/api/eservices/problems")).StatusCode);
    }

    [Theory]
    [InlineData("eservice: [")]
    [InlineData("")]
    [InlineData("eservice: wish\nversion: 2")]
    public async Task A_broken_file_leaves_the_last_good_version_online(string broken)
    {
        using var folder = new OwnFolder();
        folder.Put("wish", First);
        await using var office = await ServiceOffice.OpenAsync(kind, folder.Path);

        folder.Put("wish", broken);
        await ReloadAsync(office);
        var (_, browser) = office.NewPerson();
        var id = await ServiceOffice.DraftAsync(browser, "wish", Wish.DeepClone().AsObject());
        await ServiceOffice.SubmitAsync(browser, id);
        await ServiceOffice.ReachesAsync(browser, id, "completed");

        folder.Put("wish", First);
        await ReloadAsync(office);
        Assert.Equal("Healthy", await browser.Http.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task While_a_file_is_tried_each_change_is_online_under_the_same_version()
    {
        using var folder = new OwnFolder();
        var path = folder.Put("wish", First);
        await using var office = await ServiceOffice.OpenAsync(kind, folder.Path, new() { ["EServices:File"] = path });

        folder.Put("wish", First.Replace("\"What\"", "\"Something else\"", StringComparison.Ordinal));
        await office.App.Services.GetRequiredService<WatchDefinitions>().ReloadAsync(CancellationToken.None);

        var (_, browser) = office.NewPerson();
        Assert.Contains("Something else", await browser.Http.GetStringAsync("/api/eservices/wish/schema"));
        folder.Put("wish", "eservice: [");
        await office.App.Services.GetRequiredService<WatchDefinitions>().ReloadAsync(CancellationToken.None);
        Assert.Contains("Something else", await browser.Http.GetStringAsync("/api/eservices/wish/schema"));
    }

    [Fact]
    public async Task A_hundred_generated_services_are_all_online()
    {
        using var folder = new OwnFolder();
        for (var i = 0; i < 100; i++)
        {
            folder.Put($"wish-{i}", First.Replace("eservice: wish", $"eservice: wish-{i}", StringComparison.Ordinal).Replace("Make a wish", $"Make wish number {i}", StringComparison.Ordinal));
        }

        await using var office = await ServiceOffice.OpenAsync(kind, folder.Path);
        var (_, browser) = office.NewPerson();

        Assert.Equal(100, office.App.Services.GetRequiredService<OneStop.Filings.Definitions.Definitions>().Online.Count);
        Assert.Equal(100, (await browser.Http.GetFromJsonAsync<JsonObject>("/api/services"))!["items"]!.AsArray().Count);
        var id = await ServiceOffice.DraftAsync(browser, "wish-77", Wish.DeepClone().AsObject());
        await ServiceOffice.SubmitAsync(browser, id);
        await ServiceOffice.ReachesAsync(browser, id, "completed");
        Assert.Contains("wish number 77", (await browser.OpenAsync($"/en/filings/{id}")).Text);
    }

    private static Task ReloadAsync(ServiceOffice office) => office.App.InScopeAsync(scope => scope.GetRequiredService<LoadDefinitions>().ReloadAsync(CancellationToken.None));
}

public sealed class SqliteVersionTests() : VersionTests(DatabaseKind.Sqlite);

public sealed class PostgresVersionTests() : VersionTests(DatabaseKind.Postgres);
