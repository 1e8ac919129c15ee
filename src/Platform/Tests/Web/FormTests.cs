using System.Net;
using AngleSharp.Html.Dom;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Platform.Tests.Web;

/// <summary>A form's life in a browser without script.</summary>
public sealed class FormTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new PipelineTests.DoorModule()]);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Errors_stand_at_the_top_in_the_pages_order_and_beside_their_fields()
    {
        var browser = app.Browse();

        var page = await browser.SubmitAsync(await browser.OpenAsync("/en/form"), new() { ["zebra"] = "striped" });

        Assert.Equal([("zebra", "Zebra: not fine"), ("born", "Born: enter a real date")], page.Errors);
        Assert.All(page.Errors, error => Assert.NotNull(page.Html.GetElementById(error.Field)));
        Assert.Contains("Nothing is right", page.Html.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Zebra: not fine", page.Html.GetElementById("zebra-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("zebra-hint zebra-error", page.Html.GetElementById("zebra")!.GetAttribute("aria-describedby"));
        Assert.StartsWith("Error: A form", page.Html.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_kept_but_a_password_is_not()
    {
        var browser = app.Browse();
        var form = await browser.OpenAsync("/en/form");
        Assert.True(((IHtmlInputElement)form.Html.GetElementById("agree")!).IsChecked);

        var page = await browser.SubmitAsync(form, new()
        {
            ["zebra"] = "<b>striped</b>",
            ["secret"] = "hunter2",
            ["kind"] = "b",
            ["place"] = "nt",
            ["born-day"] = "31",
            ["about"] = "\nTwo\nlines",
            ["agree"] = "no",
        });

        Assert.Equal("<b>striped</b>", ((IHtmlInputElement)page.Html.GetElementById("zebra")!).Value);
        Assert.Equal("", ((IHtmlInputElement)page.Html.GetElementById("secret")!).Value);
        Assert.True(((IHtmlInputElement)page.Html.QuerySelector("input[value=b]")!).IsChecked);
        Assert.False(((IHtmlInputElement)page.Html.GetElementById("agree")!).IsChecked);
        Assert.Equal("nt", ((IHtmlSelectElement)page.Html.GetElementById("place")!).Value);
        Assert.Equal("31", ((IHtmlInputElement)page.Html.GetElementById("born")!).Value);
        Assert.Equal("2", ((IHtmlInputElement)page.Html.GetElementById("born-month")!).Value);
        Assert.Equal("\nTwo\nlines", ((IHtmlTextAreaElement)page.Html.GetElementById("about")!).Value.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("en", "Zebra: empty")]
    [InlineData("zh-Hant", "Zebra: empty")]
    public async Task An_empty_text_stays_empty_and_is_judged_by_the_page(string lang, string expected)
    {
        var browser = app.Browse();

        var page = await browser.SubmitAsync(await browser.OpenAsync($"/{lang}/form"), new() { ["zebra"] = "" });

        Assert.Equal([expected], page.Errors.Where(error => error.Field == "zebra").Select(error => error.Message));
    }

    [Fact]
    public async Task A_value_that_cannot_be_bound_is_refused_in_the_readers_language()
    {
        var browser = app.Browse();

        var page = await browser.OpenAsync("/zh-Hant/form?count=many");

        Assert.Contains(page.Errors, error => error.Message == "系統無法讀取此項資料，請檢查後再試。");
    }

    [Fact]
    public async Task A_form_without_its_token_is_told_what_to_do()
    {
        var browser = app.Browse();

        var answer = await browser.Http.PostAsync("/zh-Hant/form?count=1", new FormUrlEncodedContent([new("zebra", "fine")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("此表格開啟時間過長", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/zh-Hant/form?count=1\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_switch_keeps_the_path_and_the_query()
    {
        var browser = app.Browse();

        var page = await browser.OpenAsync("/en/form?count=3&q=%E4%B8%AD");

        Assert.Equal("/zh-Hant/form?count=3&q=%E4%B8%AD", page.Html.QuerySelector("a[hreflang=zh-Hant]")!.GetAttribute("href"));
        Assert.Equal("/en", page.Html.QuerySelector(".govuk-back-link")!.GetAttribute("href"));
        Assert.False(page.Html.GetElementById("about")!.HasAttribute("autocomplete") || page.Html.GetElementById("about")!.HasAttribute("aria-describedby"));
        Assert.Null(page.Html.QuerySelector("script:not([src]), style, [style], [onclick]"));
    }
}
