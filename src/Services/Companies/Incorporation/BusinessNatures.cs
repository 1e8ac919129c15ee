using OneStop.Companies.Generate;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation;

/// <summary>The codes of business natures, as the list attached to the incorporation form gives them; which are in force depends on the day.</summary>
internal static class BusinessNatures
{
    private static readonly Dictionary<string, Row> Rows = DatedFile.Read<Row>("natures.json").ToDictionary(row => row.Code);

    // Made-up companies have natures of their own.
    private static readonly Lazy<Dictionary<string, LocalizedText>> ByName = new(() => Rows.Values.Select(row => new LocalizedText(row.En, row.ZhHant, row.ZhHans))
        .Concat(GeneratorWords.Read().Natures.Select(nature => new LocalizedText(nature.English, nature.Traditional, nature.Simplified)))
        .DistinctBy(words => words.En).ToDictionary(words => words.En));

    internal static IReadOnlyList<string> Codes { get; } = [.. Rows.Keys];

    internal static LocalizedText Words(string code) =>
        Rows.TryGetValue(code, out var row) ? new(row.En, row.ZhHant, row.ZhHans) : new(code, code, code);

    /// <summary>What a register entry's nature is called in each language; its own words where it was written by the filer.</summary>
    internal static LocalizedText Named(string nature) => ByName.Value.TryGetValue(nature, out var words) ? words : new(nature, nature, nature);

    internal static bool IsInForce(string code, DateOnly day) => Rows.TryGetValue(code, out var row) && row.IsInForce(day);

    private sealed record Row(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated;
}
