using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Data;

namespace OneStop.Filings.Tests.Definitions;

public abstract class BulkTests(DatabaseKind kind) : IAsyncLifetime
{
    private ServiceOffice office = null!;

    public async ValueTask InitializeAsync() => office = await ServiceOffice.OpenAsync(kind, ServiceOffice.Shipped);

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_item_is_answered_by_itself_and_a_repetition_files_nothing_twice()
    {
        var (_, browser) = office.NewPerson();
        var items = new JsonArray(Reading(10, 20), Reading(30, 20), Reading(5, 6), 7, new JsonObject { ["meters"] = new JsonObject() });

        var first = await SendAsync(browser, items);
        var second = await SendAsync(browser, items);

        Assert.Equal((2, 3), (first["taken"]!.GetValue<int>(), first["refused"]!.GetValue<int>()));
        Assert.Equal("meter/now", first["items"]![1]!["errors"]![0]!["path"]!.GetValue<string>());
        Assert.Equal("backwards", first["items"]![1]!["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("meters", first["items"]![4]!["errors"]![0]!["path"]!.GetValue<string>());
        Assert.Equal(first["items"]![0]!["reference"]!.GetValue<string>(), second["items"]![0]!["reference"]!.GetValue<string>());
        Assert.Equal(2, (await browser.Http.GetFromJsonAsync<JsonObject>("/api/filings"))!["items"]!.AsArray().Count);
        await ServiceOffice.ReachesAsync(browser, first["items"]![2]!["id"]!.GetValue<Guid>(), "completed");
    }

    [Theory]
    [InlineData("""{"declared": true, "items": []}""", 422)]
    [InlineData("""{"declared": true, "items": {}}""", 422)]
    [InlineData("""{"declared": false, "items": [{}]}""", 422)]
    [InlineData("""[1]""", 400)]
    [InlineData("""{""", 400)]
    public async Task A_request_that_is_no_bulk_is_refused(string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(status, (int)(await office.NewPerson().Browser.Http.PostAsync("/api/filings/water-meter-reading/bulk", content)).StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_or_asks_for_no_service_gets_nothing()
    {
        using var nobody = office.App.Browse();

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Http.PostAsJsonAsync("/api/filings/water-meter-reading/bulk", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.NewPerson().Browser.Http.PostAsJsonAsync("/api/filings/wishes/bulk", new { })).StatusCode);
    }

    private static JsonObject Reading(int before, int now) => new() { ["meter"] = new JsonObject { ["account"] = "1234567890", ["before"] = before, ["now"] = now } };

    private static async Task<JsonObject> SendAsync(Kit.Browser browser, JsonArray items)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/filings/water-meter-reading/bulk") { Content = JsonContent.Create(new JsonObject { ["declared"] = true, ["items"] = items.DeepClone() }) };
        request.Headers.Add("Idempotency-Key", "readings-of-december");
        return await ServiceOffice.ReadAsync(await browser.Http.SendAsync(request));
    }
}

public sealed class SqliteBulkTests() : BulkTests(DatabaseKind.Sqlite);

public sealed class PostgresBulkTests() : BulkTests(DatabaseKind.Postgres);
