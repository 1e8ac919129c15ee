using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>What is known, in pairs: <c>&lt;govuk-row&gt;</c> children.</summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var rows = new List<RowTagHelper>();
        context.Items[typeof(SummaryListTagHelper)] = rows;
        await output.GetChildContentAsync();
        var anyAction = rows.Any(row => row.Href is not null);
        output.TagName = "dl";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-summary-list");
        Markup all = $"{rows.Select(row => row.Render(anyAction))}";
        output.Content.SetHtmlContent(all);
    }
}

/// <summary>One pair; the value is the attribute or what stands inside.</summary>
[HtmlTargetElement("govuk-row", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RowTagHelper(Text text) : TagHelper
{
    public string Label { get; set; } = "";

    public string? Value { get; set; }

    /// <summary>Where the value can be changed.</summary>
    public string? Href { get; set => field = Markup.Said(value); }

    public string? Action { get; set => field = Markup.Said(value); }

    /// <summary>What is changed, for those who hear the link alone; the label, unless said otherwise.</summary>
    public string? ActionHint { get; set => field = Markup.Said(value); }

    private IHtmlContent content = Markup.Nothing;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        content = Value is null ? await output.GetChildContentAsync() : (Markup)$"{Value}";
        ((List<RowTagHelper>)context.Items[typeof(SummaryListTagHelper)]).Add(this);
        output.SuppressOutput();
    }

    internal Markup Render(bool anyAction) => $"""
        <div class="govuk-summary-list__row{(anyAction && Href is null ? " govuk-summary-list__row--no-actions" : "")}">
        <dt class="govuk-summary-list__key">{Label}</dt>
        <dd class="govuk-summary-list__value">{content}</dd>{Link}</div>
        """;

    private Markup? Link => Href is null ? null : (Markup)$"""
        <dd class="govuk-summary-list__actions"><a class="govuk-link" href="{Href}">{Action ?? text["platform.change"]}<span class="govuk-visually-hidden"> {ActionHint ?? Label}</span></a></dd>
        """;
}

/// <summary>A frame with a title around a summary list.</summary>
[HtmlTargetElement("govuk-summary-card")]
public sealed class SummaryCardTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string? Href { get; set => field = Markup.Said(value); }

    public string? Action { get; set => field = Markup.Said(value); }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-summary-card");
        Markup? link = Href is null ? null : (Markup)$"""
            <div class="govuk-summary-card__actions"><a class="govuk-link" href="{Href}">{Action}<span class="govuk-visually-hidden"> ({Title})</span></a></div>
            """;
        Markup card = $"""
            <div class="govuk-summary-card__title-wrapper"><h2 class="govuk-summary-card__title">{Title}</h2>{link}</div>
            <div class="govuk-summary-card__content">{inside}</div>
            """;
        output.Content.SetHtmlContent(card);
    }
}
