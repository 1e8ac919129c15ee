using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>Every error of ModelState, each leading to its field. The layout has it on every page; without errors it is nothing.</summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(Text text) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var errors = InPageOrder().ToList();
        if (errors.Count == 0)
        {
            return;
        }

        Markup summary = $"""
            <div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">
            <h2 class="govuk-error-summary__title">{text["platform.error.summary"]}</h2>
            <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">{errors.Select(Line)}</ul></div>
            </div></div>
            """;
        output.Content.SetHtmlContent(summary);
    }

    internal static string Message(ModelError error, Text text) =>
        error.ErrorMessage.Length > 0 ? error.ErrorMessage : text["platform.error.value"];

    private IEnumerable<(string Field, string Message)> InPageOrder()
    {
        var shown = ShownFields.Of(ViewContext.HttpContext);
        return ViewContext.ViewData.ModelState
            .Select(entry => (Field: shown.Find(entry.Key), entry.Value!.Errors))
            .OrderBy(entry => entry.Field.Place)
            .SelectMany(entry => entry.Errors.Select(error => (entry.Field.Name, Message(error, text))));
    }

    private static Markup Line((string Field, string Message) error) => error.Field.Length == 0
        ? $"<li>{error.Message}</li>"
        : (Markup)$"""<li><a href="#{error.Field}">{error.Message}</a></li>""";
}
