using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OneStop.Platform.Web.Components;

/// <summary>Sends its form once, however often it is pressed; with <c>href</c>, a link that looks like a button.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public string? Href { get; set => field = Markup.Said(value); }

    public bool Secondary { get; set; }

    public bool Warning { get; set; }

    public bool Inverse { get; set; }

    public bool Disabled { get; set; }

    /// <summary>The one that begins a service.</summary>
    public bool Start { get; set; }

    public bool PreventDoubleClick { get; set; } = true;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var words = await output.GetChildContentAsync();
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Joined(
            "govuk-button", Secondary ? "govuk-button--secondary" : null, Warning ? "govuk-button--warning" : null,
            Inverse ? "govuk-button--inverse" : null, Start ? "govuk-button--start" : null, output.Attributes["class"]?.Value?.ToString()));
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.TagName = "a";
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
        }
        else
        {
            output.TagName = "button";
            if (!output.Attributes.ContainsName("type"))
            {
                output.Attributes.SetAttribute("type", "submit");
            }

            if (PreventDoubleClick)
            {
                output.Attributes.SetAttribute("data-prevent-double-click", "true");
            }

            if (Disabled)
            {
                output.Attributes.SetAttribute(new TagHelperAttribute("disabled", null, HtmlAttributeValueStyle.Minimized));
                output.Attributes.SetAttribute("aria-disabled", "true");
            }
        }

        Markup content = $"{words}{(Start ? Arrow : null)}";
        output.Content.SetHtmlContent(content);
    }

    private static Markup Arrow =>
        $"""<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" /></svg>""";
}
