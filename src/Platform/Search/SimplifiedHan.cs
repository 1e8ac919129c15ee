using System.Collections.Frozen;
using System.Text;

namespace OneStop.Platform.Search;

/// <summary>Characters that are only simplified forms: 龙, not 后, which is a traditional character too.</summary>
public static class SimplifiedHan
{
    private static readonly FrozenDictionary<int, Rune> Traditional = HanTable.Read("han-simplified.txt").ToFrozenDictionary();

    public static bool Contains(Rune character) => Traditional.ContainsKey(character.Value);

    /// <summary>The text with each such character in its traditional form: a suggestion, since one simplified character may stand for several.</summary>
    public static string ToTraditional(string text) =>
        string.Concat(text.EnumerateRunes().Select(character => Traditional.GetValueOrDefault(character.Value, character)));
}
