using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>One of a list too long for radio buttons: <c>&lt;govuk-option&gt;</c> children.</summary>
[HtmlTargetElement("govuk-select")]
public sealed class SelectTagHelper(Text text) : FieldTagHelper(text)
{
    public string? Value { get; set; }

    public string? Autocomplete { get; set => field = Markup.Said(value); }

    private protected override async Task WriteAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(SelectTagHelper)] = ValueOr(Value);
        var options = await output.GetChildContentAsync();
        var classes = Markup.Joined("govuk-select", ErrorClass("govuk-select", HasErrors));
        WriteGroup(output, $"""
            {LabelMarkup}{HintMarkup}{ErrorMarkup}<select class="{classes}" id="{FieldId}" name="{Name}"{Markup.Attribute("aria-describedby", DescribedBy)}{Markup.Attribute("autocomplete", Autocomplete)}{Others(output)}>{options}</select>
            """);
    }
}

[HtmlTargetElement("govuk-option", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class OptionTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    public string? Text { get; set => field = Markup.Said(value); }

    public bool Disabled { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        context.Items.TryGetValue(typeof(SelectTagHelper), out var chosen);
        IHtmlContent words = Text is null ? await output.GetChildContentAsync() : (Markup)$"{Text}";
        output.TagName = null;
        Markup option = $"""<option value="{Value}"{Markup.Flag("selected", Value == chosen as string)}{Markup.Flag("disabled", Disabled)}>{words}</option>""";
        output.Content.SetHtmlContent(option);
    }
}
