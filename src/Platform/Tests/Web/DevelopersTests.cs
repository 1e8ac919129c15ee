using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Platform.Tests.Web;

public sealed class DevelopersTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new PipelineTests.DoorModule()], new() { ["PublicUrl"] = "https://gov.example/" });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_document_names_the_site_the_token_and_the_refusals()
    {
        var document = await app.Browse().Http.GetFromJsonAsync<JsonObject>("/openapi/v1.json");

        Assert.Equal("OneStop", (string?)document!["info"]!["title"]);
        Assert.Equal("https://gov.example", (string?)document["servers"]![0]!["url"]);
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]);
        var closed = document["paths"]!["/api/registrar"]!["get"]!;
        Assert.NotNull(closed["security"]![0]!["bearer"]);
        Assert.NotNull(closed["responses"]!["403"]!["content"]!["application/problem+json"]);
        Assert.Null(document["paths"]!["/api/open"]!["get"]!["security"]);
        Assert.NotNull(document["paths"]!["/api/open"]!["get"]!["responses"]!["default"]);
    }

    [Theory]
    [InlineData("en", "API reference", "Request, answers and an example – POST /api/echo")]
    [InlineData("zh-Hant", "API 參考文件", "請求、回應及示例 – POST /api/echo")]
    [InlineData("zh-Hans", "API 参考文件", "请求、回应及示例 – POST /api/echo")]
    public async Task The_reference_shows_every_operation(string lang, string heading, string summary)
    {
        var page = await app.Browse().OpenAsync($"/{lang}/developers");

        Assert.Equal((HttpStatusCode.OK, heading), (page.Status, page.Heading));
        Assert.Contains(summary, page.Html.QuerySelectorAll("summary").Select(one => one.TextContent.Trim()));
        Assert.Contains(page.Html.QuerySelectorAll("pre").Select(pre => pre.TextContent), curl => curl.StartsWith("curl -X POST 'https://gov.example/api/echo'", StringComparison.Ordinal));
        Assert.Contains(page.Html.QuerySelectorAll("pre").Select(pre => pre.TextContent), shape => shape.Contains("\"name\": string", StringComparison.Ordinal));
        var ids = page.Html.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
