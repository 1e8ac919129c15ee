using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace OneStop.Filings.Definitions;

/// <summary>
/// A YAML file as JSON, with the line of each node. Scalars are read by YAML 1.2's core schema, so <c>no</c> is a word. Anchors and aliases
/// are refused (a few lines of them can stand for gigabytes), and so is what is deeper or longer than any file needs.
/// </summary>
internal sealed partial class YamlFile
{
    private const int MostCharacters = 400_000;
    private const int MostDepth = 20;
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    public JsonNode? Root { get; private init; }

    /// <summary>The line of the node at a JSON pointer, or of the nearest one around it.</summary>
    public int LineOf(string pointer)
    {
        for (var at = pointer; at.Length > 0; at = at[..at.LastIndexOf('/')])
        {
            if (lines.TryGetValue(at, out var line))
            {
                return line;
            }
        }

        return lines.GetValueOrDefault("", 1);
    }

    public static (YamlFile? File, DefinitionProblem? Problem) Read(string name, string text)
    {
        if (text.Length > MostCharacters)
        {
            return Wrong(1, $"The file has {text.Length} characters.", $"A file may have {MostCharacters}: leave out what is not the e-service's own.");
        }

        try
        {
            if (Refused(text) is { } refused)
            {
                return Wrong(refused.Line, refused.What, refused.Cure);
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                return Wrong(1, "The file is not one YAML mapping.", "Begin with `eservice: code`; one file is one e-service.");
            }

            var file = new YamlFile { Root = new JsonObject() };
            file.Fill(root, "", file.Root.AsObject());
            return (file, null);
        }
        catch (YamlException e)
        {
            return Wrong((int)e.Start.Line, $"This is not YAML: {e.InnerException?.Message ?? e.Message}", "Look at this line and the one above: indentation, quotes around text with a colon, a name that stands twice.");
        }

        (YamlFile?, DefinitionProblem?) Wrong(int line, string what, string cure) => (null, new DefinitionProblem(name, line, "", what, cure));
    }

    private static (int Line, string What, string Cure)? Refused(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                return ((int)parser.Current.Start.Line, "Anchors and aliases are not read.", "Write the part out where it is needed.");
            }

            depth += parser.Current!.NestingIncrease;
            if (depth > MostDepth)
            {
                return ((int)parser.Current.Start.Line, $"This is nested more than {MostDepth} deep.", "Nothing in an e-service needs that: see the guide.");
            }
        }

        return null;
    }

    private void Fill(YamlMappingNode node, string pointer, JsonObject into)
    {
        lines[pointer] = (int)node.Start.Line;
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "a name must be a word");
            var below = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            into[name] = Value(value, below);
            lines[below] = (int)key.Start.Line;
        }
    }

    private JsonNode? Value(YamlNode node, string pointer)
    {
        lines[pointer] = (int)node.Start.Line;
        switch (node)
        {
            case YamlMappingNode mapping:
                var members = new JsonObject();
                Fill(mapping, pointer, members);
                return members;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select((item, index) => Value(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}")))]);
            default:
                var scalar = (YamlScalarNode)node;
                return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value!) : JsonValue.Create(scalar.Value);
        }
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when Integer().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when Number().IsMatch(text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => text,
    };

    [GeneratedRegex(@"^[-+]?(0|[1-9]\d{0,17})$", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?\d{1,15}\.\d{1,10}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
