using System.Text.Json;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Readings;

/// <summary>Readings in JSON: one object, or an array of them. What is wrong with one is no trouble for its neighbours.</summary>
internal static class SentJson
{
    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    internal static IEnumerable<JsonElement> Items(JsonElement root) => root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];

    internal static (SentReading? Sent, RuleProblem? Problem) Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return (null, ReadingRules.Problem("", "item.not-object"));
        }

        string? station = null, quantity = null, at = null;
        double? value = null;
        var (hasValue, isDemonstration) = (false, false);
        foreach (var field in item.EnumerateObject())
        {
            if (field.NameEquals("station"u8) && station is null && field.Value.ValueKind == JsonValueKind.String)
            {
                station = field.Value.GetString();
            }
            else if (field.NameEquals("quantity"u8) && quantity is null && field.Value.ValueKind == JsonValueKind.String)
            {
                quantity = field.Value.GetString();
            }
            else if (field.NameEquals("at"u8) && at is null && field.Value.ValueKind == JsonValueKind.String)
            {
                at = field.Value.GetString();
            }
            else if (field.NameEquals("value"u8) && !hasValue && field.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
            {
                hasValue = true;
                value = field.Value.ValueKind == JsonValueKind.Null ? null : field.Value.TryGetDouble(out var number) ? number : double.NaN;
            }
            else if (field.NameEquals("isDemonstration"u8) && field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                isDemonstration = field.Value.GetBoolean();
            }
            else
            {
                return (null, ReadingRules.Problem(IsOurs(field) ? field.Name : "", IsOurs(field) ? "field.invalid" : "field.unknown"));
            }
        }

        // Missing is said, with null; it is never left to be guessed.
        return hasValue ? (new SentReading(station, quantity, at, value, isDemonstration), null) : (null, ReadingRules.Problem("value", "value.absent"));
    }

    private static bool IsOurs(JsonProperty field) =>
        field.NameEquals("station"u8) || field.NameEquals("quantity"u8) || field.NameEquals("at"u8) || field.NameEquals("value"u8) || field.NameEquals("isDemonstration"u8);
}
