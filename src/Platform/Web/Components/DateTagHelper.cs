using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>A day in three fields, posted as <c>{name}-day</c>, <c>-month</c> and <c>-year</c>. An error stands under the name, or under one part's name.</summary>
[HtmlTargetElement("govuk-date")]
public sealed class DateTagHelper(Text text) : FieldTagHelper(text)
{
    public string? Legend { get; set => field = Markup.Said(value); }

    /// <summary>yyyy-MM-dd.</summary>
    public string? Value { get; set; }

    /// <summary><c>bday</c> for a date of birth.</summary>
    public string? Autocomplete { get; set => field = Markup.Said(value); }

    private protected override IEnumerable<string> ErrorNames => [Name, .. Parts.Select(part => $"{Name}-{part}")];

    private static readonly string[] Parts = ["day", "month", "year"];

    private protected override Task WriteAsync(TagHelperContext context, TagHelperOutput output)
    {
        Markup items = $"""<div class="govuk-date-input" id="{Id ?? Name + "-date"}"{Others(output)}>{Parts.Select(Part)}</div>""";
        WriteGroup(output, Fieldset(Legend, $"{HintMarkup}{ErrorMarkup}{items}", role: "group"));
        return Task.CompletedTask;
    }

    private Markup Part(string part)
    {
        var name = $"{Name}-{part}";
        var id = IdOf(part);
        var wrong = ErrorsOf(name).Any() || (ErrorsOf(Name).Any() && !Parts.Any(other => ErrorsOf($"{Name}-{other}").Any()));
        var classes = Markup.Joined("govuk-input govuk-date-input__input", ErrorClass("govuk-input", wrong), part == "year" ? "govuk-input--width-4" : "govuk-input--width-2");
        return $"""
            <div class="govuk-date-input__item"><div class="govuk-form-group">
            <label class="govuk-label govuk-date-input__label" for="{id}">{T["platform.date." + part]}</label>
            <input class="{classes}" id="{id}" name="{name}" type="text"{Markup.Attribute("value", ValueOr(Own(part), name))}{Markup.Attribute("autocomplete", Autocomplete is null ? null : $"{Autocomplete}-{part}")} inputmode="numeric">
            </div></div>
            """;
    }

    // The day has the field's own id, where the error summary leads.
    private string IdOf(string part) => Id is not null ? $"{Id}-{part}" : part == "day" && !ErrorsOf($"{Name}-day").Any() ? Name : $"{Name}-{part}";

    private string? Own(string part) => !DateOnly.TryParseExact(Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? null
        : (part switch { "day" => day.Day, "month" => day.Month, _ => day.Year }).ToString(CultureInfo.InvariantCulture);
}
