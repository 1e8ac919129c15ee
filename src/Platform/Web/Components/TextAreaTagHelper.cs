using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>Several lines of text; with a limit, the characters left are counted while typing.</summary>
[HtmlTargetElement("govuk-textarea")]
public sealed class TextAreaTagHelper(Text text) : FieldTagHelper(text)
{
    public int Rows { get; set; } = 5;

    public string? Value { get; set; }

    public int? MaxLength { get; set; }

    public string? Autocomplete { get; set => field = Markup.Said(value); }

    public string? Spellcheck { get; set => field = Markup.Said(value); }

    private protected override string GroupClasses => MaxLength is null ? "govuk-form-group" : "govuk-form-group govuk-character-count";

    private protected override Task WriteAsync(TagHelperContext context, TagHelperOutput output)
    {
        Markup? count = MaxLength is not { } limit ? null : (Markup)$" data-module=\"govuk-character-count\" data-maxlength=\"{limit}\"{Translations}";
        WriteGroup(output, $"{LabelMarkup}{HintMarkup}{ErrorMarkup}{Control(output)}{Limit}", count);
        return Task.CompletedTask;
    }

    private Markup? Limit => MaxLength is not { } limit ? null
        : (Markup)$"""<div id="{FieldId}-info" class="govuk-hint govuk-character-count__message">{T["platform.count.limit", limit]}</div>""";

    private protected override Markup Control(TagHelperOutput output)
    {
        var classes = Markup.Joined("govuk-textarea", ErrorClass("govuk-textarea", HasErrors), MaxLength is null ? null : "govuk-js-character-count");
        var described = Markup.Joined(MaxLength is null ? null : FieldId + "-info", DescribedBy);
        // A browser drops the first line break of a text area.
        var value = ValueOr(Value);
        var kept = value?.StartsWith('\n') == true || value?.StartsWith("\r\n", StringComparison.Ordinal) == true ? "\n" + value : value;
        return $"""<textarea class="{classes}" id="{FieldId}" name="{Name}" rows="{Rows}"{Markup.Attribute("spellcheck", Spellcheck)}{Markup.Attribute("aria-describedby", described)}{Markup.Attribute("autocomplete", Autocomplete)}{Others(output)}>{kept}</textarea>""";
    }

    // The script's own words are English.
    private Markup? Translations => Lang.Current == Lang.English ? null
        : (Markup)$" data-i18n.characters-under-limit.other=\"{T["platform.count.left"]}\" data-i18n.characters-at-limit=\"{T["platform.count.none"]}\" data-i18n.characters-over-limit.other=\"{T["platform.count.over"]}\"";
}
