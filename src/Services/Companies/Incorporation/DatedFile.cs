using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneStop.Companies.Incorporation;

/// <summary>A row of a dated file: in force from its first to its last day, both included; without a last day until further notice.</summary>
internal interface IDated
{
    DateOnly From { get; }

    DateOnly? To { get; }
}

/// <summary>Fees, forms and code lists are data with days, never constants.</summary>
internal static class DatedFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    internal static IReadOnlyList<TRow> Read<TRow>(string name)
        where TRow : IDated
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not among the module's files.");
        return JsonSerializer.Deserialize<List<TRow>>(file, Options)!;
    }

    internal static bool IsInForce(this IDated row, DateOnly day) => row.From <= day && !(row.To < day);
}
