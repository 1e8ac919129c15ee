using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Filings.Tests.Definitions;

/// <summary>One file's whole way: catalogue, pages, API, signing, decision, register, certificate, message.</summary>
public abstract class LibraryCardTests(DatabaseKind kind) : IAsyncLifetime
{
    private ServiceOffice office = null!;

    public async ValueTask InitializeAsync() => office = await ServiceOffice.OpenAsync(kind, ServiceOffice.Shipped);

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_catalogue_shows_the_service_in_three_languages()
    {
        using var browser = office.App.Browse();

        foreach (var (lang, title) in new[] { ("en", "Apply for a library card"), ("zh-Hant", "申請圖書證"), ("zh-Hans", "申请图书证") })
        {
            Assert.Contains(title, await browser.Http.GetStringAsync($"/{lang}/services/library-card"));
        }
    }

    [Fact]
    public async Task A_grown_up_reader_gets_the_card_at_once()
    {
        var (person, browser) = office.NewPerson();
        var id = await ServiceOffice.DraftAsync(browser, "library-card", Reader("1990-05-06"));

        var filing = await ServiceOffice.SubmitAsync(browser, id);
        await ServiceOffice.ReachesAsync(browser, id, "completed");

        filing = (await browser.Http.GetFromJsonAsync<JsonObject>($"/api/filings/{id}"))!;
        var reference = filing["reference"]!.GetValue<string>();
        Assert.True(filing["content"]!["applicant"]!["age"]!.GetValue<int>() > 30);
        var links = filing["outcome"]!["links"]!.AsArray().Select(link => link!["href"]!.GetValue<string>()).ToList();
        Assert.Equal(3, links.Count);
        Assert.Contains("central", await browser.Http.GetStringAsync($"/api/registers/library-cards/{reference}"));
        Assert.Equal("%PDF"u8.ToArray(), (await browser.Http.GetByteArrayAsync(links[1]))[..4]);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(links[2])).StatusCode);
        Assert.Contains($"Your library card {reference}", await browser.Http.GetStringAsync("/en/inbox"));
        Assert.NotEmpty(person.Email);
    }

    [Fact]
    public async Task A_child_needs_a_guardian_who_signs_and_a_librarian_who_decides()
    {
        var (_, browser) = office.NewPerson();
        var (guardian, guardians) = office.NewPerson("Chan Siu Ming");
        var child = Reader("2020-01-02");
        var id = await ServiceOffice.DraftAsync(browser, "library-card", child);
        var check = await ServiceOffice.ReadAsync(await browser.Http.PostAsJsonAsync($"/api/filings/{id}/check", new { }));
        Assert.Contains("guardian/parentName", check["errors"]!.AsArray().Select(error => error!["path"]!.GetValue<string>()));
        child["guardian"] = new JsonObject { ["parentName"] = guardian.Name, ["parentIdentity"] = "A123456(3)", ["email"] = guardian.Email };
        await ServiceOffice.ReadAsync(await browser.Http.PutAsJsonAsync($"/api/filings/{id}", child));

        var filing = await ServiceOffice.SubmitAsync(browser, id);
        Assert.Equal("awaitingSignatures", filing["state"]!.GetValue<string>());
        var request = (await guardians.Http.GetFromJsonAsync<JsonArray>("/api/signatures"))!.Single()!["signature"]!;
        (await guardians.Http.PostAsJsonAsync($"/api/signatures/{request["id"]}/sign", new { agreed = true, contentHash = request["contentHash"]!.GetValue<string>() })).EnsureSuccessStatusCode();
        await ServiceOffice.ReachesAsync(browser, id, "underReview");
        await office.DecideAsync("lcsd:librarian", filing["reference"]!.GetValue<string>(), "approve");

        await ServiceOffice.ReachesAsync(browser, id, "completed");
    }

    [Fact]
    public async Task The_pages_ask_one_thing_after_another_and_propose_what_is_known()
    {
        var (person, browser) = office.NewPerson("Lee Ka Man");
        var page = await browser.OpenAsync("/en/filings/new/library-card");
        Assert.Contains("Apply for a library card", page.Text);
        var id = await ServiceOffice.DraftAsync(browser, "library-card", []);

        var asked = await browser.OpenAsync($"/en/filings/{id}/applicant");
        Assert.Equal("Lee Ka Man", asked.Html.QuerySelector("#applicant-name")!.GetAttribute("value"));
        Assert.Null(asked.Html.QuerySelector("#applicant-age"));
        Assert.Equal(person.Email, (await browser.OpenAsync($"/en/filings/{id}/contact")).Html.QuerySelector("#contact-email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Wrong_answers_are_refused_beside_their_fields()
    {
        var (_, browser) = office.NewPerson();
        var reader = Reader("1990-05-06");
        reader["applicant"]!["identity"] = "A123456(4)";
        reader["options"]!["library"] = "mars";

        var refused = await ServiceOffice.ReadAsync(await browser.Http.PostAsJsonAsync("/api/filings/library-card", reader), 422);

        Assert.Equal(["applicant/identity", "options/library"], refused["errors"]!.AsArray().Select(error => error!["path"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task A_check_of_the_file_is_shown_in_the_readers_language()
    {
        var (_, browser) = office.NewPerson();
        var id = await ServiceOffice.DraftAsync(browser, "library-card", Reader("2190-01-01"));

        Assert.Contains("出生日期是未來的日子", (await browser.OpenAsync($"/zh-Hant/filings/{id}/check")).Text);
        Assert.Contains("Age today", (await browser.OpenAsync($"/en/filings/{id}/check")).Text);
    }

    private static JsonObject Reader(string born) => new()
    {
        ["applicant"] = new JsonObject { ["name"] = "Chan Tai Man", ["identity"] = "A123456(3)", ["born"] = born },
        ["contact"] = new JsonObject { ["home"] = new JsonObject { ["line1"] = "1 Book Street", ["district"] = "Sha Tin", ["country"] = "HK" }, ["email"] = "reader@example.hk" },
        ["options"] = new JsonObject { ["library"] = "central", ["notices"] = new JsonArray("due") },
    };
}

public sealed class SqliteLibraryCardTests() : LibraryCardTests(DatabaseKind.Sqlite);

public sealed class PostgresLibraryCardTests() : LibraryCardTests(DatabaseKind.Postgres);
