using System.Net;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Companies.Tests.Incorporation;

public sealed class PagesTests(RegisterApps apps)
{
    [Fact]
    public async Task The_sample_articles_can_be_read_in_three_languages()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var all = await browser.OpenAsync("/en/companies/articles");
        var short_ = await browser.OpenAsync("/en/companies/articles/sample-a");
        var traditional = await browser.OpenAsync("/zh-Hant/companies/articles/sample-b");
        var simplified = await browser.OpenAsync("/zh-Hans/companies/articles/sample-b");

        Assert.Contains("Sample A", all.Text);
        Assert.Contains("The name of the company is [the company’s name].", short_.Text);
        Assert.Contains("本公司名稱為［公司名稱］。", traditional.Text);
        Assert.Contains("本公司名称为", simplified.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/en/companies/articles/sample-z")).Status);
    }

    [Fact]
    public async Task The_address_people_remember_leads_to_a_new_filing()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };

        using var answer = await client.GetAsync("/zh-Hant/companies/incorporate");

        Assert.Equal((HttpStatusCode.SeeOther, "/zh-Hant/filings/new/incorporate-company"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task An_applications_articles_are_not_for_strangers()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var stranger = app.Browse();

        var page = await stranger.OpenAsync($"/en/companies/articles/of/{Ids.New()}");

        Assert.NotEqual(HttpStatusCode.OK, page.Status);
    }
}
