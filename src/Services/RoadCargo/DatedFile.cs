using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneStop.RoadCargo;

/// <summary>A row of a dated file: in force from its first to its last day, both included; without a last day until further notice.</summary>
internal interface IDated
{
    DateOnly From { get; }

    DateOnly? To { get; }
}

/// <summary>Limits, code lists and exemptions are data with days, never constants.</summary>
internal static class DatedFile
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal static IReadOnlyList<TRow> Read<TRow>(string name)
        where TRow : IDated
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not among the module's files.");
        return JsonSerializer.Deserialize<List<TRow>>(file, Json)!;
    }

    internal static bool IsInForce(this IDated row, DateOnly day) => row.From <= day && !(row.To < day);

    /// <summary>The one row in force on the day; before the first row, the first.</summary>
    internal static TRow On<TRow>(this IReadOnlyList<TRow> rows, DateOnly day)
        where TRow : IDated => rows.FirstOrDefault(row => row.IsInForce(day)) ?? rows[0];
}
