using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>What every field of a form has: a name, words, the errors that ModelState holds under its name, and what was typed last time.</summary>
public abstract class FieldTagHelper(Text text) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public string Name { get; set; } = "";

    /// <summary>The name, unless said otherwise.</summary>
    public string? Id { get; set => field = Markup.Said(value); }

    public string? Label { get; set => field = Markup.Said(value); }

    public string? Hint { get; set => field = Markup.Said(value); }

    /// <summary>The label (or legend) is the page's heading.</summary>
    public bool Heading { get; set; }

    /// <summary>The label's size (<c>s</c>, <c>m</c>, <c>l</c>, <c>xl</c>); a heading is large.</summary>
    public string? Size { get; set => field = Markup.Said(value); }

    private protected Text T { get; } = text;

    private protected string FieldId => Id ?? Name;

    private protected IReadOnlyList<string> Errors => [.. ErrorNames.SelectMany(ErrorsOf)];

    private protected bool HasErrors => Errors.Count > 0;

    private protected virtual IEnumerable<string> ErrorNames => [Name];

    private protected virtual string GroupClasses => "govuk-form-group";

    private protected Markup? HintMarkup => Hint is null ? null : (Markup)$"""<div id="{FieldId}-hint" class="govuk-hint">{Hint}</div>""";

    private protected Markup? ErrorMarkup => !HasErrors ? null
        : (Markup)$"""<p id="{FieldId}-error" class="govuk-error-message"><span class="govuk-visually-hidden">{T["platform.error.prefix"]}</span> {Lines(Errors)}</p>""";

    private protected string? DescribedBy => Markup.Joined(Hint is null ? null : FieldId + "-hint", HasErrors ? FieldId + "-error" : null);

    private protected Markup? LabelMarkup
    {
        get
        {
            if (Label is null)
            {
                return null;
            }

            Markup label = $"""<label class="{Sized("govuk-label")}" for="{FieldId}">{Label}</label>""";
            return Heading ? $"""<h1 class="govuk-label-wrapper">{label}</h1>""" : label;
        }
    }

    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ShownFields.Of(ViewContext.HttpContext).Add(Name);
        return WriteAsync(context, output);
    }

    private protected virtual Task WriteAsync(TagHelperContext context, TagHelperOutput output)
    {
        WriteGroup(output, $"{LabelMarkup}{HintMarkup}{ErrorMarkup}{Control(output)}");
        return Task.CompletedTask;
    }

    private protected virtual Markup Control(TagHelperOutput output) => Markup.Nothing;

    private protected void WriteGroup(TagHelperOutput output, Markup content, Markup? attributes = null)
    {
        output.TagName = null;
        var classes = HasErrors ? GroupClasses.Replace("govuk-form-group", "govuk-form-group govuk-form-group--error", StringComparison.Ordinal) : GroupClasses;
        Markup group = $"""<div class="{classes}"{attributes}>{content}</div>""";
        output.Content.SetHtmlContent(group);
    }

    private protected Markup Fieldset(string? legend, Markup content, string? role = null)
    {
        if (legend is null)
        {
            return content;
        }

        Markup words = Heading ? (Markup)$"""<h1 class="govuk-fieldset__heading">{legend}</h1>""" : $"{legend}";
        return $"""
            <fieldset class="govuk-fieldset"{Markup.Attribute("role", role)}{Markup.Attribute("aria-describedby", DescribedBy)}>
            <legend class="{Sized("govuk-fieldset__legend")}">{words}</legend>{content}</fieldset>
            """;
    }

    /// <summary>What was typed where the page is shown again, otherwise the page's own value.</summary>
    private protected string? ValueOr(string? value, string? name = null)
    {
        var request = ViewContext.HttpContext.Request;
        return HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.Form.TryGetValue(name ?? Name, out var typed)
            ? typed.FirstOrDefault()
            : ViewContext.ViewData.ModelState.GetValueOrDefault(name ?? Name)?.AttemptedValue ?? value;
    }

    private protected IEnumerable<string> ErrorsOf(string name) =>
        ViewContext.ViewData.ModelState.GetValueOrDefault(name)?.Errors.Select(error => ErrorSummaryTagHelper.Message(error, T)) ?? [];

    private protected static string? ErrorClass(string block, bool wrong) => wrong ? block + "--error" : null;

    /// <summary>Whatever else stands on the tag goes to the control: <c>maxlength</c>, <c>data-…</c>.</summary>
    private protected static Markup Others(TagHelperOutput output)
    {
        Markup others = $"";
        foreach (var attribute in output.Attributes)
        {
            var value = attribute.Value is IHtmlContent html ? $"{html}" : (Markup)$"{attribute.Value?.ToString()}";
            others.AppendFormatted((Markup)$" {new HtmlString(attribute.Name)}=\"{value}\"");
        }

        return others;
    }

    private string? Sized(string block) => Markup.Joined(block, (Size ?? (Heading ? "l" : null)) is { } size ? $"{block}--{size}" : null);

    private static Markup Lines(IReadOnlyList<string> lines)
    {
        Markup joined = $"{lines[0]}";
        foreach (var line in lines.Skip(1))
        {
            joined.AppendFormatted((Markup)$"<br>{line}");
        }

        return joined;
    }
}
