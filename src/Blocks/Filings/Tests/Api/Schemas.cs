using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace OneStop.Filings.Tests.Api;

internal static class Schemas
{
    public static bool Accepts(JsonObject schema, JsonObject content) =>
        JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonSerializer.SerializeToNode(content), new EvaluationOptions { RequireFormatValidation = true }).IsValid;
}
