using System.Reflection;
using System.Text.Json.Nodes;
using Json.Schema;

namespace OneStop.Filings.Definitions;

/// <summary>The JSON Schema of e-service files: published for editors, and what a file is held against first.</summary>
internal static class FileSchema
{
    public const string Address = "/schemas/eservice.json";

    public static readonly string Text = Read();
    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);
    private static readonly JsonNode Node = JsonNode.Parse(Text)!;

    public static IEnumerable<DefinitionProblem> Check(string name, YamlFile file)
    {
        var results = Schema.Evaluate(file.Root, new EvaluationOptions { OutputFormat = OutputFormat.Hierarchical });
        if (results.IsValid)
        {
            return [];
        }

        return [.. Faults(results)
            .SelectMany(detail => detail.Errors!.Select(error => Problem(name, file, detail, error.Key, error.Value)))
            .OfType<DefinitionProblem>()
            .DistinctBy(problem => (problem.Path, problem.What))
            .OrderBy(problem => problem.Line)];
    }

    /// <summary>Not those inside what is right as a whole: the other forms of a value that may be of several, the condition of a rule.</summary>
    private static IEnumerable<EvaluationResults> Faults(EvaluationResults at) => at.IsValid || at.EvaluationPath.ToString().EndsWith("/if", StringComparison.Ordinal)
        ? []
        : [.. at.HasErrors ? [at] : Array.Empty<EvaluationResults>(), .. at.Details.SelectMany(Faults)];

    private static DefinitionProblem? Problem(string name, YamlFile file, EvaluationResults detail, string keyword, string message)
    {
        var pointer = detail.InstanceLocation.ToString();
        var schema = Find(Uri.UnescapeDataString(detail.SchemaLocation.Fragment).TrimStart('#'));
        var last = pointer[(pointer.LastIndexOf('/') + 1)..];
        var (what, cure) = keyword switch
        {
            "" when detail.EvaluationPath.ToString().EndsWith("additionalProperties", StringComparison.Ordinal) =>
                ($"“{last}” is not a name that is known here.", $"Known here: {Names(detail)}. Correct or delete it."),
            "required" => ($"Something is missing. {message}.", "Add it: the guide says what it is for."),
            "enum" => ($"This value is not offered.", $"Write one of: {string.Join(", ", (schema?["enum"] as JsonArray)?.Select(value => value?.ToString()) ?? [])}."),
            "pattern" => ($"“{Value(file, pointer)}” does not have the right form.", $"It must match {schema?["pattern"]}."),
            "type" => ($"This has the wrong type. {message}.", "Compare it with the guide; quote text that looks like a number."),
            "oneOf" or "anyOf" or "if" => ($"This needs one of several things. {message}", $"See “{last}” in the guide."),
            "properties" or "additionalProperties" or "items" or "$ref" or "allOf" => ("", ""),
            _ => ($"{message}.", "Correct the value."),
        };
        return what.Length == 0 ? null : new DefinitionProblem(name, file.LineOf(pointer), pointer, what, cure);
    }

    private static string Names(EvaluationResults detail)
    {
        var location = Uri.UnescapeDataString(detail.SchemaLocation.Fragment).TrimStart('#');
        var parent = location.EndsWith("/additionalProperties", StringComparison.Ordinal) ? location[..^"/additionalProperties".Length] : location;
        return string.Join(", ", (Find(parent)?["properties"] as JsonObject)?.Select(property => property.Key) ?? []);
    }

    private static JsonNode? Find(string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate<string, JsonNode?>(Node, (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : (node as JsonObject)?[step]);

    private static string? Value(YamlFile file, string pointer) => Json.Pointer.JsonPointer.Parse(pointer).TryEvaluate(file.Root, out var value) ? value?.ToString() : null;

    private static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("eservice.schema.json")!);
        return reader.ReadToEnd();
    }
}
