using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Filings.Contracts;
using OneStop.Filings.Definitions;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Tests.Definitions;

/// <summary>Every shipped file has, without being asked, what an e-service has; one government shows them all.</summary>
public abstract class ShippedTests(DatabaseKind kind) : IAsyncLifetime
{
    private ServiceOffice office = null!;

    public static TheoryData<string> Codes => [.. Directory.EnumerateFiles(ServiceOffice.Shipped, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync() => office = await ServiceOffice.OpenAsync(kind, ServiceOffice.Shipped);

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void There_are_twenty() => Assert.Equal(20, Codes.Count);

    [Fact]
    public async Task Each_is_filed_paid_decided_and_done()
    {
        foreach (var code in Codes.Select(row => row.Data))
        {
            await LiveAsync(code);
        }

        Assert.Equal(Codes.Count, office.Usage.Of(UsageStep.Complete));
        Assert.Equal(Codes.Count, office.Usage.Of(UsageStep.Start));
    }

    private async Task LiveAsync(string code)
    {
        var definition = office.App.Services.GetRequiredService<OneStop.Filings.Definitions.Definitions>().Find(code)!;
        var (_, browser) = office.NewPerson();
        var content = Examples.Of(definition.Form);

        foreach (var lang in new[] { "en", "zh-Hant", "zh-Hans" })
        {
            Assert.Contains(definition.File.Title.Words.In(Platform.Texts.Lang.Find(lang)!), await browser.Http.GetStringAsync($"/{lang}/services/{code}"));
        }

        var schema = JsonSchema.FromText(await browser.Http.GetStringAsync($"/api/eservices/{code}/schema"));
        Assert.True(schema.Evaluate(content).IsValid, code);

        var id = await ServiceOffice.DraftAsync(browser, code, content);
        foreach (var page in definition.Form.Pages)
        {
            Assert.Contains((await browser.OpenAsync($"/en/filings/{id}/{page.Key}")).Status, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound });
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/zh-Hans/filings/{id}/check")).Status);
        var rehearsal = await ServiceOffice.ReadAsync(await browser.Http.PostAsJsonAsync($"/api/filings/{id}/check", new { }));
        Assert.True(rehearsal["ready"]!.GetValue<bool>(), $"{code}: {rehearsal}");

        var filing = await ServiceOffice.SubmitAsync(browser, id);
        if (filing["state"]!.GetValue<string>() == "awaitingPayment")
        {
            Assert.True(rehearsal["totalCents"]!.GetValue<long>() > 0);
            await office.PayAsync(browser, id);
        }

        var reference = filing["reference"]!.GetValue<string>();
        Assert.StartsWith(definition.File.Prefix + "-", reference);
        await Eventually.TrueAsync(async () => await ServiceOffice.StateAsync(browser, id) is "underReview" or "completed");
        if (await ServiceOffice.StateAsync(browser, id) == "underReview")
        {
            await office.DecideAsync($"{definition.File.Department}:{definition.File.Decision.Officers!.Role}", reference, "approve");
        }

        if (definition.File.Decision.Officers?.FourEyes != true || definition.Approve is not null)
        {
            await ServiceOffice.ReachesAsync(browser, id, "completed");
        }

        Assert.Contains(reference, (await browser.OpenAsync($"/en/filings/{id}")).Text);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/en/filings/{id}/print")).Status);
        Assert.NotNull(filing["contentHash"]);
        foreach (var link in (await browser.Http.GetFromJsonAsync<JsonObject>($"/api/filings/{id}"))!["outcome"]!["links"]!.AsArray())
        {
            using var answer = await browser.Http.GetAsync(link!["href"]!.GetValue<string>());
            Assert.True(answer.IsSuccessStatusCode, $"{code}: {link["href"]}");
        }
    }
}

public sealed class SqliteShippedTests() : ShippedTests(DatabaseKind.Sqlite);

public sealed class PostgresShippedTests() : ShippedTests(DatabaseKind.Postgres);

/// <summary>A content that a filer could give: the samples' types with days, lengths and counts that make sense together.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> Days = new()
    {
        ["cover/until"] = "2199-01-01",
        ["show/day"] = "2199-01-01",
        ["ground/first"] = "2199-01-01",
        ["ground/second"] = "2199-01-02",
        ["place/day"] = "2199-01-01",
        ["work/from"] = "2010-01-01",
        ["work/to"] = "2012-01-01",
        ["child/born"] = "2016-01-01",
    };

    public static JsonObject Of(FormDefinition form)
    {
        var content = new JsonObject();
        foreach (var page in form.Pages.Where(page => page.Key != "guardian" && page.Questions.Any(question => question.Kind != QuestionKind.File)))
        {
            var answers = page.Questions.Where(question => question.Compute is null && question.Kind != QuestionKind.File)
                .Select(question => KeyValuePair.Create(question.Key, Answer(page, question)));
            content[page.Key] = page.Repeat is not { } repeat ? new JsonObject(answers)
                : page.Key == "partners" ? new JsonArray()
                : new JsonArray([.. Enumerable.Range(0, Math.Max(1, repeat.Min)).Select(JsonNode (_) => new JsonObject(answers.Select(answer => KeyValuePair.Create(answer.Key, answer.Value?.DeepClone()))))]);
        }

        // Two papers of one form that may not be alike.
        if (content["addresses"] is JsonObject addresses)
        {
            addresses["after"]!["line1"] = "2 New Street";
        }

        return content;
    }

    private static JsonNode? Answer(FormPage page, Question question) => question.Kind switch
    {
        QuestionKind.Date => Days.GetValueOrDefault($"{page.Key}/{question.Key}", "1950-06-15"),
        QuestionKind.Number => $"{page.Key}/{question.Key}" switch { "vehicle/made" => 2100, "meter/now" => 50, _ => Math.Clamp(2, question.Min, question.Max) },
        _ => Sample.Of(question),
    };
}
