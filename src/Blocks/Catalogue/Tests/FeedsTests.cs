using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OneStop.Catalogue.Tests;

public sealed class FeedsTests(CatalogueApp fixture) : IClassFixture<CatalogueApp>
{
    private HttpClient Http => fixture.App.Browse().Http;

    [Fact]
    public async Task The_list_has_every_text_in_three_languages()
    {
        var list = await Http.GetFromJsonAsync<JsonObject>("/api/services?q=company");

        var item = Assert.Single(list!["items"]!.AsArray())!;
        Assert.Equal("form", (string?)item["code"]);
        Assert.Equal("成立公司", (string?)item["title"]!["zhHant"]);
        Assert.Equal("transactional", (string?)item["kind"]);
        Assert.Equal(["starting-a-business"], item["events"]!.AsArray().Select(word => (string)word!));
        Assert.Null(list["next"]);
    }

    [Fact]
    public async Task An_entry_is_a_schema_org_GovernmentService()
    {
        var answer = await Http.GetAsync("/api/services/form");

        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType?.MediaType);
        var entry = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("https://schema.org", (string?)entry!["@context"]);
        Assert.Equal("GovernmentService", (string?)entry["@type"]);
        Assert.Equal("https://gov.example/en/services/form", entry["availableChannel"]!.AsArray().Select(channel => (string)channel!["serviceUrl"]!).Single(url => url.Contains("/en/", StringComparison.Ordinal)));
        Assert.True(fixture.Sample.Views.Of("form", byProgram: true) > 0);
    }

    [Theory]
    [InlineData("/api/services/none", HttpStatusCode.NotFound)]
    [InlineData("/api/services?audience=martians", HttpStatusCode.BadRequest)]
    public async Task What_is_unknown_is_a_problem(string path, HttpStatusCode expected)
    {
        var answer = await Http.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_sitemap_names_every_page_in_every_language()
    {
        var sitemap = XDocument.Parse(await Http.GetStringAsync("/sitemap.xml"));

        var places = sitemap.Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value).ToList();
        Assert.Contains("https://gov.example/zh-Hans/services/weather", places);
        Assert.Equal(places.Count * 3, sitemap.Descendants().Count(element => element.Name.LocalName == "link"));
        Assert.Contains("Sitemap: https://gov.example/sitemap.xml", await Http.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }
}
