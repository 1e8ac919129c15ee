using System.Net;
using OneStop.Kit;

namespace OneStop.Catalogue.Tests;

public sealed class PagesTests(CatalogueApp fixture) : IClassFixture<CatalogueApp>
{
    private Browser Browser => fixture.App.Browse();

    [Theory]
    [InlineData("en", "Government services in one place", "Form a company", "Starting a business")]
    [InlineData("zh-Hant", "政府服務，一站辦妥", "成立公司", "創業")]
    [InlineData("zh-Hans", "政府服务，一站办妥", "成立公司", "创业")]
    public async Task The_front_page_leads_to_services_by_event_audience_and_department(string lang, string heading, string service, string lifeEvent)
    {
        var page = await Browser.OpenAsync($"/{lang}");

        Assert.Equal((HttpStatusCode.OK, heading), (page.Status, page.Heading));
        Assert.Equal(service, page.Html.QuerySelector($"a[href='/{lang}/services/form']")?.TextContent);
        Assert.Equal(lifeEvent, page.Html.QuerySelector($"a[href='/{lang}/services?event=starting-a-business']")?.TextContent);
        Assert.NotNull(page.Html.QuerySelector($"a[href='/{lang}/services?audience=seniors']"));
        Assert.NotNull(page.Html.QuerySelector($"a[href='/{lang}/services?department=cr']"));
        Assert.Null(page.Html.QuerySelector("a[href*='bereavement']"));
        Assert.DoesNotContain("catalogue.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q=incorporating", "form")]
    [InlineData("q=how do I start a company", "form")]
    [InlineData("q=companies", "form")]
    [InlineData("q=开公司", "form")]
    [InlineData("q=公司成立", "form")]
    [InlineData("q=註冊處", "form")]
    [InlineData("q=台風", "weather")]
    [InlineData("q=Observatory", "weather")]
    [InlineData("q=颱", "weather")]
    [InlineData("q=", "weather form")]
    [InlineData("q=%00%F0%9F%98%80", "weather form")]
    [InlineData("q=zebra", "")]
    [InlineData("audience=business-and-trade", "form")]
    [InlineData("event=starting-a-business", "form")]
    [InlineData("department=hko", "weather")]
    [InlineData("department=cr&q=weather", "")]
    [InlineData("department=nobody", "")]
    public async Task Services_are_found_by_words_of_any_language_and_by_group(string query, string expected)
    {
        var page = await Browser.OpenAsync($"/en/services?{query}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), page.Html.QuerySelectorAll(".entry a").Select(link => link.GetAttribute("href")!.Split('/')[^1]));
    }

    [Theory]
    [InlineData("/en/services?audience=martians")]
    [InlineData("/en/services?event=1")]
    [InlineData("/en/services/none")]
    public async Task What_is_unknown_is_not_found(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Browser.OpenAsync(path)).Status);
    }

    [Fact]
    public async Task A_long_question_is_cut_and_shown_as_text()
    {
        var page = await Browser.OpenAsync("/en/services?q=" + Uri.EscapeDataString("<script>" + new string('x', 5000)));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<script>", page.Heading, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task A_start_page_says_what_somebody_must_know_and_leads_to_the_service()
    {
        var page = await Browser.OpenAsync("/zh-Hant/services/form");

        Assert.Equal("成立公司", page.Heading);
        Assert.Equal("/zh-Hant/form", page.Html.QuerySelector(".govuk-button--start")!.GetAttribute("href"));
        Assert.Equal(["誰可使用", "費用", "你需要準備", "所需時間"], page.Html.QuerySelectorAll(".facts dt").Select(question => question.TextContent));
        Assert.Equal(["名稱", "地址"], page.Html.QuerySelectorAll(".facts li").Select(answer => answer.TextContent));
        Assert.Equal("/api/services/form", page.Html.QuerySelector("link[type='application/ld+json']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Every_view_counts_also_those_from_the_cache()
    {
        var before = fixture.Sample.Views.Of("weather", byProgram: false);

        for (var i = 0; i < 5; i++)
        {
            await Browser.OpenAsync("/en/services/weather");
        }

        Assert.Equal(before + 5, fixture.Sample.Views.Of("weather", byProgram: false));
    }

    [Fact]
    public async Task Departments_are_those_of_today()
    {
        var page = await Browser.OpenAsync("/en/departments");

        Assert.Contains("Digital Policy Office", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Government Chief Information Officer", page.Text, StringComparison.Ordinal);
    }
}
