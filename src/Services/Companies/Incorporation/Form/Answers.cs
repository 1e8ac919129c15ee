using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Companies.Register;

namespace OneStop.Companies.Incorporation.Form;

/// <summary>Reads single answers of a draft, which may be half done or of another type than asked: what is not there is null.</summary>
internal static class Answers
{
    internal static string? Text(JsonNode? answer) =>
        answer?.GetValueKind() == JsonValueKind.String && answer.GetValue<string>().Trim() is { Length: > 0 } text ? text : null;

    internal static long? Number(JsonNode? answer) =>
        answer?.GetValueKind() != JsonValueKind.Number ? null
        : answer.AsValue().TryGetValue<long>(out var number) ? number
        : answer.AsValue().TryGetValue<int>(out var small) ? small : null;

    internal static bool? YesNo(JsonNode? answer) => answer?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    internal static DateOnly? Day(JsonNode? answer) =>
        DateOnly.TryParseExact(Text(answer), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static PostalAddress? Address(JsonNode? answer) => answer is JsonObject address
        ? new(Text(address["line1"]) ?? "", Text(address["line2"]), Text(address["district"]) ?? "", Text(address["country"]) ?? "")
        : null;

    /// <summary>An address as the answer to a question.</summary>
    internal static JsonObject Of(PostalAddress address)
    {
        var answer = new JsonObject { ["line1"] = address.Line1 };
        if (address.Line2 is { } line2)
        {
            answer["line2"] = line2;
        }

        answer["district"] = address.District;
        answer["country"] = address.Country;
        return answer;
    }

    /// <summary>One answer of a plain page.</summary>
    internal static JsonNode? Of(JsonObject content, string page, string question) => (content[page] as JsonObject)?[question];

    internal static JsonObject Page(JsonObject content, string page) => content[page] as JsonObject ?? [];

    internal static IEnumerable<(JsonObject Answers, int Index)> Entries(JsonObject content, string page) =>
        (content[page] as JsonArray ?? []).Select((entry, index) => (entry as JsonObject ?? [], index));
}
