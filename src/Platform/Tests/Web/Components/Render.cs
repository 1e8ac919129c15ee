using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Tests.Web.Components;

/// <summary>Runs a tag helper as a page would.</summary>
internal static class Render
{
    internal static readonly Text Text = new(new TextCatalogue([typeof(OneStopApp).Assembly]));

    internal static Task<string> HtmlAsync(TagHelper helper, string? content = null, Dictionary<string, string>? attributes = null) =>
        HtmlAsync(helper, (_, inside) => Task.FromResult((TagHelperContent)inside.AppendHtml(content ?? "")), attributes);

    internal static Task<string> HtmlAsync(TagHelper parent, IReadOnlyList<(TagHelper Helper, string? Content)> children, Dictionary<string, string>? attributes = null) =>
        HtmlAsync(
            parent,
            async (items, inside) =>
            {
                foreach (var (child, content) in children)
                {
                    inside.AppendHtml(await HtmlAsync(child, (_, own) => Task.FromResult((TagHelperContent)own.AppendHtml(content ?? "")), null, items));
                }

                return inside;
            },
            attributes);

    internal static ViewContext View(string? field = null, string? error = null)
    {
        var state = new ModelStateDictionary();
        if (error is not null)
        {
            state.AddModelError(field!, error);
        }

        var action = new ActionContext(new DefaultHttpContext(), new RouteData(), new ActionDescriptor(), state);
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), state);
        return new ViewContext { ActionDescriptor = action.ActionDescriptor, HttpContext = action.HttpContext, RouteData = action.RouteData, ViewData = data };
    }

    private static async Task<string> HtmlAsync(
        TagHelper helper, Func<IDictionary<object, object>, TagHelperContent, Task<TagHelperContent>> fill, Dictionary<string, string>? attributes, IDictionary<object, object>? items = null)
    {
        items ??= new Dictionary<object, object>();
        var own = new TagHelperAttributeList((attributes ?? []).Select(attribute => new TagHelperAttribute(attribute.Key, attribute.Value)));
        var context = new TagHelperContext(own, items, "id");
        var output = new TagHelperOutput("x", own, async (_, _) =>
        {
            var inside = new DefaultTagHelperContent();
            await fill(items, inside);
            return inside;
        });
        await helper.ProcessAsync(context, output);
        if (!output.IsContentModified && output.TagName is not null)
        {
            output.Content = await output.GetChildContentAsync();
        }

        await using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
