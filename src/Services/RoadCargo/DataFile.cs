using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneStop.RoadCargo;

/// <summary>The module's JSON: its data files, and what it keeps as JSON in its tables. Enums by their names.</summary>
internal static class DataFile
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static T Read<T>(string name)
    {
        using var file = typeof(DataFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not among the module's files.");
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}

/// <summary>A row of a dated file: in force from its first to its last day, both included; without a last day until further notice.</summary>
internal interface IDated
{
    DateOnly From { get; }

    DateOnly? To { get; }
}

internal static class Dated
{
    internal static bool IsInForce(this IDated row, DateOnly day) => row.From <= day && !(row.To < day);

    internal static TRow? InForceOn<TRow>(this IEnumerable<TRow> rows, DateOnly day)
        where TRow : class, IDated => rows.FirstOrDefault(row => row.IsInForce(day));
}
