using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace OneStop.Platform.Web.Components;

/// <summary>HTML written as an interpolated string: what stands in braces is encoded, unless it is HTML itself; null is nothing.</summary>
[InterpolatedStringHandler]
internal sealed class Markup(int literalLength, int formattedCount) : IHtmlContent
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html = new(literalLength + (formattedCount * 24));

    internal static Markup Nothing { get; } = new(0, 0);

    /// <summary>One attribute with the space before it; nothing where the value is null.</summary>
    internal static Markup? Attribute(string name, string? value) => value is null ? null : (Markup)$" {new HtmlString(name)}=\"{value}\"";

    internal static Markup? Flag(string name, bool on) => on ? (Markup)$" {new HtmlString(name)}" : null;

    /// <summary>A tag's attribute that Razor filled from null arrives as nothing between quotes.</summary>
    internal static string? Said(string? attribute) => string.IsNullOrEmpty(attribute) ? null : attribute;

    internal static string? Joined(params IEnumerable<string?> parts)
    {
        var all = string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
        return all.Length == 0 ? null : all;
    }

    public void AppendLiteral(string text) => html.Append(text);

    public void AppendFormatted(string? text)
    {
        if (text is not null)
        {
            html.Append(Encoder.Encode(text));
        }
    }

    public void AppendFormatted(int number) => html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(IHtmlContent? content)
    {
        if (content is Markup markup)
        {
            html.Append(markup.html);
        }
        else if (content is not null)
        {
            using var writer = new StringWriter(html, CultureInfo.InvariantCulture);
            content.WriteTo(writer, Encoder);
        }
    }

    public void AppendFormatted(IEnumerable<IHtmlContent> contents)
    {
        foreach (var content in contents)
        {
            AppendFormatted(content);
        }
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var chunk in html.GetChunks())
        {
            writer.Write(chunk.Span);
        }
    }

    public override string ToString() => html.ToString();
}
