using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneStop.Platform.Dated;

namespace OneStop.Companies.Names;

/// <summary>The dated lists behind the rules of names: <c>names.json</c>.</summary>
internal sealed record NameLists(SamenessLists Sameness, FormLists Form, IReadOnlyList<ApprovalWords> Approval)
{
    internal static NameLists Current { get; } = Read();

    /// <summary>Every interchangeable character and the one that stands for its group.</summary>
    [JsonIgnore]
    internal FrozenDictionary<char, char> Interchangeable { get; private init; } = FrozenDictionary<char, char>.Empty;

    internal IEnumerable<ApprovalWords> ApprovalOn(DateOnly day) => Approval.Where(words => words.IsInForce(day));

    private static NameLists Read()
    {
        using var file = typeof(NameLists).Assembly.GetManifestResourceStream("names.json")!;
        var lists = JsonSerializer.Deserialize(file, NamesJson.Default.NameLists)!;
        return lists with
        {
            Interchangeable = lists.Sameness.Interchangeable
                .SelectMany(group => group.Select(character => (character, group[0])))
                .ToFrozenDictionary(pair => pair.character, pair => pair.Item2),
        };
    }
}

/// <param name="First">Words that do not count where they stand first.</param>
/// <param name="EnglishEndings">Words that do not count where they stand last.</param>
/// <param name="Interchangeable">Groups of characters that are one; the first stands for all.</param>
internal sealed record SamenessLists(
    DateOnly From, DateOnly? To, string Rule, IReadOnlyList<string> First, IReadOnlyList<string> EnglishEndings, IReadOnlyList<string> ChineseEndings,
    IReadOnlyList<string> HongKong, IReadOnlyList<string> FarEast, IReadOnlyList<string> Interchangeable);

internal sealed record FormLists(DateOnly From, int LongestEnglish, int LongestChinese, string EnglishPunctuation, string ChinesePunctuation);

/// <param name="Basis">government or specified; its words in the texts.</param>
internal sealed record ApprovalWords(DateOnly From, DateOnly? To, string Basis, string Rule, IReadOnlyList<string> English, IReadOnlyList<string> Chinese) : IDated;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NameLists))]
internal sealed partial class NamesJson : JsonSerializerContext;
