using System.Text.Json;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments;

/// <summary>A consignment in JSON, read member by member: what is wrong with one is no trouble for its neighbours, and what is unknown is said.</summary>
internal static class ConsignmentJson
{
    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    internal static (TypedConsignment? Typed, RuleProblem? Problem) Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return (null, new("", "item.not-object", "roadcargo.problem.item"));
        }

        var typed = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var member in item.EnumerateObject())
        {
            if (member.Name is "packages" or "consignor" or "consignee" && member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var inner in member.Value.EnumerateObject())
                {
                    if (Take(typed, $"{member.Name}/{inner.Name}", inner.Value) is { } wrong)
                    {
                        return (null, wrong);
                    }
                }
            }
            else if (Take(typed, member.Name, member.Value) is { } wrong)
            {
                return (null, wrong);
            }
        }

        return (Of(typed), null);
    }

    /// <summary>The same places in every form: paths of problems name them.</summary>
    internal static readonly IReadOnlyList<string> Places =
        ["direction", "packages/count", "packages/kind", "packages/description", "articles", "consignor/name", "consignor/address", "consignee/name", "consignee/address", "expectedOn", "message"];

    internal static TypedConsignment Of(IReadOnlyDictionary<string, string?> typed) => new()
    {
        Direction = typed.GetValueOrDefault("direction"),
        PackageCount = typed.GetValueOrDefault("packages/count"),
        PackageKind = typed.GetValueOrDefault("packages/kind"),
        Packages = typed.GetValueOrDefault("packages/description"),
        Articles = typed.GetValueOrDefault("articles"),
        ConsignorName = typed.GetValueOrDefault("consignor/name"),
        ConsignorAddress = typed.GetValueOrDefault("consignor/address"),
        ConsigneeName = typed.GetValueOrDefault("consignee/name"),
        ConsigneeAddress = typed.GetValueOrDefault("consignee/address"),
        ExpectedOn = typed.GetValueOrDefault("expectedOn"),
        Message = typed.GetValueOrDefault("message"),
    };

    private static RuleProblem? Take(Dictionary<string, string?> typed, string place, JsonElement value)
    {
        if (!Places.Contains(place))
        {
            var named = place.Length > 60 ? "" : place;
            return new(named, Places.Any(known => known.StartsWith(place + "/", StringComparison.Ordinal)) ? "field.invalid" : "field.unknown", "roadcargo.problem.field");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Number when place == "packages/count":
                typed[place] = value.GetRawText();
                return null;
            case JsonValueKind.String:
                try
                {
                    typed[place] = value.GetString();
                    return null;
                }
                catch (InvalidOperationException)
                {
                    // Half a surrogate pair, written as an escape.
                    return new(place, "field.invalid", "roadcargo.problem.field");
                }

            default:
                return new(place, "field.invalid", "roadcargo.problem.field");
        }
    }
}
