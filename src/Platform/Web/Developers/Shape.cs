using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OneStop.Platform.Web.Developers;

/// <summary>A JSON schema as a reader takes it in at a glance: the JSON with types in the values' places.</summary>
internal static class Shape
{
    // Deeper than any answer of ours; a schema that contains itself stops here.
    private const int Deepest = 6;

    internal static string Of(IOpenApiSchema schema)
    {
        var text = new StringBuilder();
        Write(text, schema, 0);
        return text.ToString();
    }

    /// <summary>An example that fits the schema.</summary>
    internal static JsonNode? Example(IOpenApiSchema schema, int depth = 0)
    {
        if (schema.Examples is [var own, ..])
        {
            return own.DeepClone();
        }

        if (schema.Enum is { Count: > 0 } words)
        {
            return words[0].DeepClone();
        }

        var kind = (schema.Type ?? default) & ~JsonSchemaType.Null;
        return Alternatives(schema).FirstOrDefault() is { } first ? Example(first, depth)
            : schema.Properties is { Count: > 0 } properties && depth < Deepest ? new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, Example(property.Value, depth + 1))))
            : schema.Items is { } items && depth < Deepest ? new JsonArray(Example(items, depth + 1))
            : kind.HasFlag(JsonSchemaType.Object) ? new JsonObject()
            : kind.HasFlag(JsonSchemaType.Array) ? new JsonArray()
            : kind.HasFlag(JsonSchemaType.Integer) || kind.HasFlag(JsonSchemaType.Number) ? 1
            : kind.HasFlag(JsonSchemaType.Boolean) ? true
            : kind.HasFlag(JsonSchemaType.String) ? Word(schema.Format)
            : null;
    }

    private static void Write(StringBuilder text, IOpenApiSchema schema, int depth)
    {
        if (depth > Deepest)
        {
            text.Append('…');
        }
        else if (Alternatives(schema) is { Count: > 0 } alternatives)
        {
            for (var i = 0; i < alternatives.Count; i++)
            {
                text.Append(i == 0 ? "" : " | ");
                Write(text, alternatives[i], depth);
            }
        }
        else if (schema.Properties is { Count: > 0 } properties)
        {
            text.Append('{');
            foreach (var (name, property) in properties)
            {
                Line(text, depth + 1).Append('"').Append(name).Append("\": ");
                Write(text, property, depth + 1);
            }

            Line(text, depth).Append('}');
        }
        else if (schema.Items is { } items)
        {
            text.Append('[');
            Write(text, items, depth);
            text.Append(']');
        }
        else
        {
            text.Append(Name(schema));
        }
    }

    private static List<IOpenApiSchema> Alternatives(IOpenApiSchema schema) =>
        [.. (schema.OneOf ?? schema.AnyOf ?? schema.AllOf ?? []).Where(one => one.Type != JsonSchemaType.Null)];

    internal static string Name(IOpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } words)
        {
            return string.Join(" | ", words.Select(word => word?.ToJsonString() ?? "null"));
        }

        var kinds = Enum.GetValues<JsonSchemaType>()
            .Where(kind => schema.Type is { } type && type.HasFlag(kind))
            .Select(kind => kind == JsonSchemaType.String && schema.Format is { } format ? format : kind.ToString().ToLowerInvariant())
            .ToList();
        // A whole number may also come as text; a reader need not know.
        return kinds is ["string", "integer"] or ["integer", "string"] ? "integer" : kinds.Count == 0 ? "any" : string.Join(" | ", kinds);
    }

    private static StringBuilder Line(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth * 2);

    private static string Word(string? format) => format switch
    {
        "uuid" => "0190f5a1-7c3e-7000-8000-000000000000",
        "date" => "2026-11-25",
        "date-time" => "2026-11-25T09:00:00+00:00",
        "uri" => "https://example.com",
        _ => "text",
    };
}
