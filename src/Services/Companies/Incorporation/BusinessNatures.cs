using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation;

/// <summary>The codes of business natures, as the list attached to the incorporation form gives them; which are in force depends on the day.</summary>
internal static class BusinessNatures
{
    private static readonly Dictionary<string, Row> Rows = DatedFile.Read<Row>("natures.json").ToDictionary(row => row.Code);

    internal static IReadOnlyList<string> Codes { get; } = [.. Rows.Keys];

    internal static LocalizedText Words(string code) =>
        Rows.TryGetValue(code, out var row) ? new(row.En, row.ZhHant, row.ZhHans) : new(code, code, code);

    internal static bool IsInForce(string code, DateOnly day) => Rows.TryGetValue(code, out var row) && row.IsInForce(day);

    private sealed record Row(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated;
}
