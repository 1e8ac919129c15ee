using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

[HtmlTargetElement("govuk-back-link", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BackLinkTagHelper(Text text) : TagHelper
{
    public string Href { get; set; } = "#";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("href", Href);
        output.Attributes.SetAttribute("class", "govuk-back-link");
        if (inside.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent(text["platform.back"]);
        }
    }
}

/// <summary>To the page before and the page after of a long list.</summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper(Text text) : TagHelper
{
    public string? Previous { get; set => field = Markup.Said(value); }

    public string? Next { get; set => field = Markup.Said(value); }

    public string? PreviousText { get; set => field = Markup.Said(value); }

    public string? NextText { get; set => field = Markup.Said(value); }

    private static readonly HtmlString Left = new("m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z");
    private static readonly HtmlString Right = new("m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Previous is null && Next is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-pagination govuk-pagination--block");
        output.Attributes.SetAttribute("aria-label", text["platform.pagination"]);
        Markup links = $"{Link("prev", Previous, PreviousText ?? text["platform.pagination.previous"])}{Link("next", Next, NextText ?? text["platform.pagination.next"])}";
        output.Content.SetHtmlContent(links);
    }

    private static Markup? Link(string rel, string? href, string words) => href is null ? null : (Markup)$"""
        <div class="govuk-pagination__{rel}"><a class="govuk-link govuk-pagination__link" href="{href}" rel="{rel}">
        <svg class="govuk-pagination__icon govuk-pagination__icon--{rel}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="{(rel == "prev" ? Left : Right)}"></path></svg>
        <span class="govuk-pagination__link-title govuk-pagination__link-title--decorated">{words}</span></a></div>
        """;
}

/// <summary>What is to do and how far each is: <c>&lt;govuk-task&gt;</c> children.</summary>
[HtmlTargetElement("govuk-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    public string IdPrefix { get; set; } = "task-list";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var tasks = new List<TaskTagHelper>();
        context.Items[typeof(TaskListTagHelper)] = tasks;
        await output.GetChildContentAsync();
        output.TagName = "ul";
        output.Attributes.SetAttribute("class", "govuk-task-list");
        Markup items = $"{tasks.Select((task, index) => task.Render($"{IdPrefix}-{index + 1}"))}";
        output.Content.SetHtmlContent(items);
    }
}

[HtmlTargetElement("govuk-task", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TaskTagHelper : TagHelper
{
    public string Text { get; set; } = "";

    /// <summary>Without it the task cannot be begun yet.</summary>
    public string? Href { get; set => field = Markup.Said(value); }

    public string? Hint { get; set => field = Markup.Said(value); }

    public string Status { get; set; } = "";

    /// <summary>A tag's colour; without it the status is plain text, as for what is finished.</summary>
    public string? StatusColour { get; set => field = Markup.Said(value); }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        ((List<TaskTagHelper>)context.Items[typeof(TaskListTagHelper)]).Add(this);
        output.SuppressOutput();
    }

    internal Markup Render(string id)
    {
        var described = Markup.Joined(Hint is null ? null : id + "-hint", id + "-status");
        Markup name = Href is null ? (Markup)$"<div>{Text}</div>" : $"""<a class="govuk-link govuk-task-list__link" href="{Href}" aria-describedby="{described}">{Text}</a>""";
        Markup? hint = Hint is null ? null : (Markup)$"""<div id="{id}-hint" class="govuk-task-list__hint">{Hint}</div>""";
        Markup status = StatusColour is null ? (Markup)$"{Status}" : $"""<strong class="{TagTagHelper.Classes(StatusColour)}">{Status}</strong>""";
        var waiting = Href is null && StatusColour is null ? " govuk-task-list__status--cannot-start-yet" : "";
        return $"""
            <li class="govuk-task-list__item{(Href is null ? "" : " govuk-task-list__item--with-link")}">
            <div class="govuk-task-list__name-and-hint">{name}{hint}</div>
            <div class="govuk-task-list__status{waiting}" id="{id}-status">{status}</div></li>
            """;
    }
}
