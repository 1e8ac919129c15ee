using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>It is done: the last page of a journey. The title is the page's heading.</summary>
[HtmlTargetElement("govuk-panel")]
public sealed class PanelTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        Markup? body = inside.IsEmptyOrWhiteSpace ? null : (Markup)$"""<div class="govuk-panel__body">{inside}</div>""";
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-panel govuk-panel--confirmation");
        Markup panel = $"""<h1 class="govuk-panel__title">{Title}</h1>{body}""";
        output.Content.SetHtmlContent(panel);
    }
}

[HtmlTargetElement("govuk-inset")]
public sealed class InsetTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-inset-text");
    }
}

[HtmlTargetElement("govuk-warning")]
public sealed class WarningTagHelper(Text text) : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-warning-text");
        Markup warning = $"""
            <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
            <strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{text["platform.warning"]}</span> {inside}</strong>
            """;
        output.Content.SetHtmlContent(warning);
    }
}

[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Summary { get; set; } = "";

    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "govuk-details");
        if (Open)
        {
            output.Attributes.SetAttribute(new TagHelperAttribute("open", null, HtmlAttributeValueStyle.Minimized));
        }

        Markup details = $"""
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{Summary}</span></summary>
            <div class="govuk-details__text">{inside}</div>
            """;
        output.Content.SetHtmlContent(details);
    }
}

/// <summary>A status in a word; without a colour, the brand's.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>grey, green, teal, blue, purple, magenta, red, orange, yellow.</summary>
    public string? Colour { get; set => field = Markup.Said(value); }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", Classes(Colour));
    }

    internal static string? Classes(string? colour) => Markup.Joined("govuk-tag", colour is null ? null : $"govuk-tag--{colour}");
}

/// <summary>What happened since the last page, or what everybody must know.</summary>
[HtmlTargetElement("govuk-notification")]
public sealed class NotificationTagHelper(Text text) : TagHelper
{
    /// <summary><c>success</c>, or nothing for a notice.</summary>
    public string? Kind { get; set => field = Markup.Said(value); }

    /// <summary>Of the frame; "Success" or "Important", unless said otherwise.</summary>
    public string? Title { get; set => field = Markup.Said(value); }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var success = Kind == "success";
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Joined("govuk-notification-banner", success ? "govuk-notification-banner--success" : null));
        output.Attributes.SetAttribute("role", success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", "govuk-notification-banner-title");
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        Markup banner = $"""
            <div class="govuk-notification-banner__header">
            <h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title">{Title ?? text[success ? "platform.notification.success" : "platform.notification.important"]}</h2></div>
            <div class="govuk-notification-banner__content">{Sentence(inside)}</div>
            """;
        output.Content.SetHtmlContent(banner);
    }

    private static IHtmlContent Sentence(TagHelperContent inside)
    {
        var html = inside.GetContent();
        return html.Contains('<', StringComparison.Ordinal) ? new HtmlString(html) : (Markup)$"""<p class="govuk-notification-banner__heading">{new HtmlString(html)}</p>""";
    }
}
