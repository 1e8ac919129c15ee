using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>A password, which may be shown while typing. It never comes back with the page.</summary>
[HtmlTargetElement("govuk-password")]
public sealed class PasswordTagHelper(Text text) : FieldTagHelper(text)
{
    public string Autocomplete { get; set; } = "current-password";

    private protected override string GroupClasses => "govuk-form-group govuk-password-input";

    private protected override Task WriteAsync(TagHelperContext context, TagHelperOutput output)
    {
        Markup module = $" data-module=\"govuk-password-input\"{Translations}";
        WriteGroup(output, $"{LabelMarkup}{HintMarkup}{ErrorMarkup}{Control(output)}", module);
        return Task.CompletedTask;
    }

    private protected override Markup Control(TagHelperOutput output)
    {
        var classes = Markup.Joined("govuk-input govuk-password-input__input govuk-js-password-input-input", ErrorClass("govuk-input", HasErrors));
        return $"""
            <div class="govuk-input__wrapper govuk-password-input__wrapper">
            <input class="{classes}" id="{FieldId}" name="{Name}" type="password" spellcheck="false"{Markup.Attribute("aria-describedby", DescribedBy)} autocomplete="{Autocomplete}" autocapitalize="none"{Others(output)}>
            <button type="button" class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle" data-module="govuk-button" aria-controls="{FieldId}" aria-label="{T["platform.password.show-this"]}" hidden>{T["platform.password.show"]}</button>
            </div>
            """;
    }

    // The script's own words are English.
    private Markup? Translations => Lang.Current == Lang.English ? null
        : (Markup)$" data-i18n.show-password=\"{T["platform.password.show"]}\" data-i18n.hide-password=\"{T["platform.password.hide"]}\" data-i18n.show-password-aria-label=\"{T["platform.password.show-this"]}\" data-i18n.hide-password-aria-label=\"{T["platform.password.hide-this"]}\" data-i18n.password-shown-announcement=\"{T["platform.password.shown"]}\" data-i18n.password-hidden-announcement=\"{T["platform.password.hidden"]}\"";
}
