using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Json;
using OneStop.Registers.Contracts;
using OneStop.Registers.Entries;
using static OneStop.Registers.Tests.DogsModule;

namespace OneStop.Registers.Tests.Reading;

public sealed class SqliteReadingTests() : ReadingTests(DatabaseKind.Sqlite);

public sealed class PostgresReadingTests() : ReadingTests(DatabaseKind.Postgres);

public abstract class ReadingTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(kind, [new RegistersModule(), new DogsModule()]);
        browser = app.Browse();
        await app.InScopeAsync(async scope =>
        {
            var registers = scope.GetRequiredService<IRegisters>();
            await registers.AppendAsync(Dog("D 1<b>", "filing/1"));
            await registers.AppendAsync(Dog("D 1<b>", "filing/2", "Lucky the Second"));
        });
    }

    public async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_registers_are_listed()
    {
        var list = await browser.Http.GetFromJsonAsync<JsonArray>("/api/registers");

        Assert.Equal(Register, list!.Single()!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_entry_is_answered_with_a_hash_that_its_reader_can_take_again()
    {
        var entry = await browser.Http.GetFromJsonAsync<JsonObject>("/api/registers/dogs/D%201%3Cb%3E");

        Assert.Equal(2, entry!["number"]!.GetValue<int>());
        Assert.Equal("Lucky the Second", entry["content"]!["name"]!.GetValue<string>());
        Assert.Equal(CanonicalJson.Hash(CanonicalJson.Write(entry["content"]!)), entry["hash"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/registers/dogs/D%201%3Cb%3E?asAt=2000-01-01", HttpStatusCode.NotFound)]
    [InlineData("/api/registers/dogs/D%201%3Cb%3E?asAt=2000-13-01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/registers/dogs/D%201%3Cb%3E?asAt=", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/registers/dogs/D%201%3Cb%3E?asAt=9999-12-31", HttpStatusCode.OK)]
    [InlineData("/api/registers/dogs/none", HttpStatusCode.NotFound)]
    [InlineData("/api/registers/dogs/none/history", HttpStatusCode.NotFound)]
    [InlineData("/api/registers/cats/1", HttpStatusCode.NotFound)]
    [InlineData("/api/registers/dogs/a%00b", HttpStatusCode.NotFound)]
    [InlineData("/api/registers/dogs/%ED%A0%80", HttpStatusCode.NotFound)]
    [InlineData("/en/registers/dogs/a%01b", HttpStatusCode.NotFound)]
    [InlineData("/en/registers/dogs/none", HttpStatusCode.NotFound)]
    [InlineData("/en/registers/cats/1", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_answered_is_told_apart(string path, HttpStatusCode expected)
    {
        var answer = await browser.Http.GetAsync(path);

        // Kestrel refuses some of these addresses itself, with 400.
        Assert.Equal(path.Contains("%00") ? HttpStatusCode.BadRequest : expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("en", "Entry 2", "What changed")]
    [InlineData("zh-Hant", "第2項記項", "所作更改")]
    [InlineData("zh-Hans", "第2项记项", "所作更改")]
    public async Task The_history_page_shows_what_each_entry_changed(string lang, string entry, string changed)
    {
        var page = await browser.OpenAsync($"/{lang}/registers/dogs/D%201%3Cb%3E");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(entry, page.Html.Body!.TextContent);
        var changes = page.Html.QuerySelectorAll("table")[0];
        Assert.Equal(changed, changes.QuerySelector("caption")!.TextContent);
        Assert.Equal(["Lucky", "Lucky the Second"], changes.QuerySelectorAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal(5, page.Html.QuerySelectorAll("table")[1].QuerySelectorAll("tbody tr").Length);
    }
}
