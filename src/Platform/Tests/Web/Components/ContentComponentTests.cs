using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Web.Components;

namespace OneStop.Platform.Tests.Web.Components;

/// <summary>The components that show rather than ask, each against the named fixtures of govuk-frontend.</summary>
public sealed class ContentComponentTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("with actions")]
    public async Task A_summary_list_is_written_as_govuk_frontend_writes_it(string fixture)
    {
        var (options, html) = Fixture("summary-list", fixture);
        // One action for each row is what we offer.
        var rows = options["rows"]!.AsArray().Where(row => (row!["actions"]?["items"]?.AsArray().Count ?? 1) == 1).ToList();

        var written = await Render.HtmlAsync(new SummaryListTagHelper(), [.. rows.Select(row => ((TagHelper)new RowTagHelper(Render.Text)
        {
            Label = (string)row!["key"]!["text"]!,
            Value = (string?)row["value"]!["text"],
            Href = (string?)row["actions"]?["items"]?[0]?["href"],
            Action = (string?)row["actions"]?["items"]?[0]?["text"],
            ActionHint = (string?)row["actions"]?["items"]?[0]?["visuallyHiddenText"],
        }, (string?)row["value"]!["html"]))]);

        Assert.NotEmpty(rows);
        Assert.All(RowsOf(written), row => Assert.Contains(row, RowsOf(html)));
    }

    [Fact]
    public Task A_panel() => SameAsync("panel", "default", options => Render.HtmlAsync(new PanelTagHelper { Title = (string)options["titleHtml"]! }, (string)options["html"]!));

    [Fact]
    public Task An_inset() => SameAsync("inset-text", "default", options => Render.HtmlAsync(new InsetTagHelper(), (string)options["text"]!));

    [Fact]
    public Task A_warning() => SameAsync("warning-text", "default", options => Render.HtmlAsync(new WarningTagHelper(Render.Text), (string)options["text"]!));

    [Fact]
    public Task Details() => SameAsync("details", "default", options => Render.HtmlAsync(new DetailsTagHelper { Summary = (string)options["summaryText"]! }, (string)options["text"]!));

    [Theory]
    [InlineData("default")]
    [InlineData("grey")]
    [InlineData("green")]
    [InlineData("red")]
    public Task A_tag(string fixture) => SameAsync(
        "tag", fixture, options => Render.HtmlAsync(new TagTagHelper { Colour = ((string?)options["classes"])?.Split("--")[^1] }, (string)options["text"]!));

    [Theory]
    [InlineData("default")]
    [InlineData("with type as success")]
    [InlineData("with text as html")]
    public Task A_notification(string fixture) => SameAsync(
        "notification-banner", fixture, options => Render.HtmlAsync(new NotificationTagHelper(Render.Text) { Kind = (string?)options["type"] }, (string?)options["html"] ?? (string)options["text"]!));

    [Theory]
    [InlineData("with prev and next only")]
    [InlineData("with previous only")]
    [InlineData("with next only")]
    public async Task Pagination(string fixture)
    {
        var (options, html) = Fixture("pagination", fixture);

        var written = await Render.HtmlAsync(new PaginationTagHelper(Render.Text) { Previous = (string?)options["previous"]?["href"], Next = (string?)options["next"]?["href"] });

        // Our links say the whole of it to everybody: "Previous page".
        var whole = html.Replace("<span class=\"govuk-visually-hidden\"> page</span>", " page", StringComparison.Ordinal);
        Assert.Equal(GovukFixtures.Normalise(whole), GovukFixtures.Normalise(written));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("with hint text and additional states")]
    public Task A_task_list(string fixture) => SameAsync("task-list", fixture, options => Render.HtmlAsync(
        new TaskListTagHelper(),
        [.. options["items"]!.AsArray().Select(item => ((TagHelper)new TaskTagHelper
        {
            Text = (string)item!["title"]!["text"]!,
            Href = (string?)item["href"],
            Hint = (string?)item["hint"]?["text"],
            Status = (string?)item["status"]!["tag"]?["text"] ?? (string)item["status"]!["text"]!,
            StatusColour = ((string?)item["status"]!["tag"]?["classes"])?.Split("--")[^1],
        }, (string?)null))]));

    [Fact]
    public Task A_back_link() => SameAsync("back-link", "default", _ => Render.HtmlAsync(new BackLinkTagHelper(Render.Text)));

    private static async Task SameAsync(string component, string fixture, Func<JsonObject, Task<string>> render)
    {
        var (options, html) = Fixture(component, fixture);

        var written = await render(options);

        Assert.Equal(GovukFixtures.Normalise(html), GovukFixtures.Normalise(written));
    }

    private static (JsonObject Options, string Html) Fixture(string component, string name)
    {
        var (_, options, html) = GovukFixtures.Of(component).Single(fixture => fixture.Name == name);
        return (options, html);
    }

    private static List<string> RowsOf(string html) =>
        [.. new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll(".govuk-summary-list__row").Select(row => GovukFixtures.Normalise(row.OuterHtml))];
}
