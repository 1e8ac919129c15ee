using System.Collections.Frozen;
using System.Text;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Consignments;

/// <summary>A kind of package: a code of UN/ECE Recommendation 21 with its words. The Chinese ones are kept in traditional characters; the simplified come with the file.</summary>
internal sealed record PackageKind(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated
{
    /// <summary>Where nothing is said.</summary>
    internal const string Unsaid = "PK";

    private static readonly FrozenDictionary<string, PackageKind> ByCode = DatedFile.Read<PackageKind>("package-kinds.json").ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    internal static IReadOnlyList<PackageKind> All { get; } = [.. ByCode.Values.OrderBy(kind => kind.Code, StringComparer.Ordinal)];

    internal static PackageKind? Find(string code, DateOnly day) => ByCode.TryGetValue(code, out var kind) && kind.IsInForce(day) ? kind : null;

    internal static LocalizedText WordsOf(string code) => ByCode.TryGetValue(code, out var kind) ? new(kind.En, kind.ZhHant, kind.ZhHans) : new(code, code, code);
}

/// <summary>What need not be told in advance.</summary>
internal sealed record Exemption(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated
{
    internal static IReadOnlyList<Exemption> All { get; } = DatedFile.Read<Exemption>("exemptions.json");

    internal static IEnumerable<Exemption> On(DateOnly day) => All.Where(row => row.IsInForce(day));

    internal LocalizedText Words => new(En, ZhHant, ZhHans);
}

/// <summary>Descriptions that say nothing: taken, with a warning and an example.</summary>
internal sealed record VagueWords(DateOnly From, DateOnly? To, IReadOnlyList<string> Phrases) : IDated
{
    private static readonly IReadOnlyList<VagueWords> All = DatedFile.Read<VagueWords>("vague-words.json");

    private readonly FrozenSet<string> said = Phrases.Select(Plain).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The description is nothing but such a phrase, apart from numbers and marks.</summary>
    internal static bool Are(string description, DateOnly day) => description.Length < 64 && All.On(day).said.Contains(Plain(description));

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var symbol in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetter(symbol))
            {
                plain.Append(char.ToLowerInvariant(symbol));
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
