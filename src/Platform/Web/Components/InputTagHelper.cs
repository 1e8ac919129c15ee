using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>One line of text.</summary>
[HtmlTargetElement("govuk-input")]
public sealed class InputTagHelper(Text text) : FieldTagHelper(text)
{
    public string Type { get; set; } = "text";

    public string? Value { get; set; }

    public string? Autocomplete { get; set => field = Markup.Said(value); }

    public string? Inputmode { get; set => field = Markup.Said(value); }

    public string? Spellcheck { get; set => field = Markup.Said(value); }

    /// <summary>As wide as so many characters (2, 3, 4, 5, 10, 20, 30), or a share of the column: <c>two-thirds</c>.</summary>
    public string? Width { get; set => field = Markup.Said(value); }

    public string? Prefix { get; set => field = Markup.Said(value); }

    public string? Suffix { get; set => field = Markup.Said(value); }

    private protected override Markup Control(TagHelperOutput output)
    {
        var classes = Markup.Joined("govuk-input", WidthClass, ErrorClass("govuk-input", HasErrors));
        Markup input = $"""
            <input class="{classes}" id="{FieldId}" name="{Name}" type="{Type}"{Markup.Attribute("spellcheck", Spellcheck)}{Markup.Attribute("value", ValueOr(Value))}{Markup.Attribute("aria-describedby", DescribedBy)}{Markup.Attribute("autocomplete", Autocomplete)}{Markup.Attribute("inputmode", Inputmode)}{Others(output)}>
            """;
        return Prefix is null && Suffix is null ? input : $"""<div class="govuk-input__wrapper">{Affix("prefix", Prefix)}{input}{Affix("suffix", Suffix)}</div>""";
    }

    private string? WidthClass => Width is null ? null : char.IsAsciiDigit(Width[0]) ? $"govuk-input--width-{Width}" : $"govuk-!-width-{Width}";

    private static Markup? Affix(string kind, string? words) => words is null ? null
        : (Markup)$"""<div class="govuk-input__{kind}" aria-hidden="true">{words}</div>""";
}
