using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>One of the regional CSV files (regional.json), under the name that existing clients fetch.</summary>
/// <param name="WithoutStation">One station's values, not named.</param>
internal sealed record RegionalFile(string File, IReadOnlyList<RegionalColumn> Columns, bool WithoutStation = false)
{
    internal static IReadOnlyList<RegionalFile> All { get; } = DataFile.Read<List<RegionalFile>>("regional.json");

    /// <summary>The name says the language: none English, <c>_uc</c> traditional, <c>_sc</c> simplified.</summary>
    internal static (RegionalFile File, Lang Lang)? Find(string name)
    {
        if (!name.EndsWith(".csv", StringComparison.Ordinal))
        {
            return null;
        }

        var stem = name[..^4];
        var (bare, lang) = stem.EndsWith("_uc", StringComparison.Ordinal) ? (stem[..^3], Lang.Traditional)
            : stem.EndsWith("_sc", StringComparison.Ordinal) ? (stem[..^3], Lang.Simplified)
            : (stem, Lang.English);
        return All.FirstOrDefault(file => file.File == bare) is { } found ? (found, lang) : null;
    }

    internal string NameIn(Lang lang) => $"{File}{(lang == Lang.Traditional ? "_uc" : lang == Lang.Simplified ? "_sc" : "")}.csv";
}

internal sealed record RegionalColumn(Quantity Quantity, RegionalForm Form, LocalizedText Name);

internal enum RegionalForm
{
    Whole,
    Tenths,
    Compass,

    /// <summary>The highest since midnight.</summary>
    Highest,

    /// <summary>The lowest since midnight.</summary>
    Lowest,
}
