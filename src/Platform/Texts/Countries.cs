using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace OneStop.Platform.Texts;

/// <summary>Countries and regions by their ISO 3166-1 alpha-2 codes, with their names in three languages (Unicode CLDR; China, Hong Kong, Macao and Taiwan as Hong Kong's government writes them).</summary>
public static class Countries
{
    private static readonly List<Row> Rows = Read();

    private static readonly FrozenDictionary<string, LocalizedText> Names =
        Rows.ToFrozenDictionary(row => row.Code, row => new LocalizedText(row.En, row.ZhHant, row.ZhHans), StringComparer.Ordinal);

    /// <summary>In the order of their English names.</summary>
    public static IReadOnlyList<string> Codes { get; } = Rows.ConvertAll(row => row.Code);

    public static LocalizedText? Find(string? code) => code is null ? null : Names.GetValueOrDefault(code);

    private static List<Row> Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("countries.json")!;
        return JsonSerializer.Deserialize<List<Row>>(file, JsonSerializerOptions.Web)!;
    }

    private sealed record Row(string Code, string En, string ZhHant, string ZhHans);
}
