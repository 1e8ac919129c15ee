using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneStop.Platform.Dated;

/// <summary>A row of a dated file: in force from its first to its last day, both included; without a last day until further notice.</summary>
public interface IDated
{
    DateOnly From { get; }

    DateOnly? To { get; }
}

/// <summary>Fees, limits, forms and code lists are data with days, never constants: JSON files embedded in the module that owns them.</summary>
public static class DatedFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <param name="name">The embedded file's, in the assembly of its row.</param>
    public static IReadOnlyList<TRow> Read<TRow>(string name)
        where TRow : IDated
    {
        using var file = typeof(TRow).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not among the module's files.");
        return JsonSerializer.Deserialize<List<TRow>>(file, Json)!;
    }

    public static bool IsInForce(this IDated row, DateOnly day) => row.From <= day && !(row.To < day);

    /// <summary>The one row in force on the day; before the first row, the first.</summary>
    public static TRow On<TRow>(this IReadOnlyList<TRow> rows, DateOnly day)
        where TRow : IDated => rows.FirstOrDefault(row => row.IsInForce(day)) ?? rows[0];
}
