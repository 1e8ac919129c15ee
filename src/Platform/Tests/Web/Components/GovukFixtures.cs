using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OneStop.Platform.Tests.Web.Components;

/// <summary>The examples that govuk-frontend ships with each component: options in, HTML out.</summary>
internal static class GovukFixtures
{
    internal static IReadOnlyList<(string Name, JsonObject Options, string Html)> Of(string component)
    {
        var directory = Root() is { } root ? Path.Combine(root, "web/node_modules/govuk-frontend/dist/govuk/components") : "";
        Assert.SkipUnless(Directory.Exists(directory), "govuk-frontend is not installed: npm ci in web/ (a build of Platform does it).");
        var fixtures = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, component, "fixtures.json")))!["fixtures"]!.AsArray();
        return [.. fixtures.Select(fixture => ((string)fixture!["name"]!, fixture["options"]!.AsObject(), (string)fixture["html"]!))];
    }

    /// <summary>The same HTML in one form: attributes and classes sorted, white space collapsed.</summary>
    internal static string Normalise(string html)
    {
        var parser = new HtmlParser();
        var document = parser.ParseDocument("<body></body>");
        var text = new StringBuilder();
        foreach (var node in parser.ParseFragment(html, document.Body!))
        {
            Write(node, text, 0);
        }

        return text.ToString();
    }

    private static void Write(INode node, StringBuilder text, int depth)
    {
        if (node is IText words)
        {
            var collapsed = string.Join(' ', words.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (collapsed.Length > 0)
            {
                text.Append(' ', depth).AppendLine(collapsed);
            }
        }
        else if (node is IElement element)
        {
            text.Append(' ', depth).Append('<').Append(element.LocalName);
            foreach (var attribute in element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
            {
                var value = attribute.Name == "class" ? string.Join(' ', element.ClassList.Order(StringComparer.Ordinal)) : attribute.Value;
                text.Append(' ').Append(attribute.Name).Append('=').Append(JsonSerializer.Serialize(value));
            }

            text.AppendLine(">");
            foreach (var child in element.ChildNodes)
            {
                Write(child, text, depth + 1);
            }
        }
    }

    private static string? Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "OneStop.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName;
    }
}
