using System.Collections.Frozen;
using System.Text;

namespace OneStop.Platform.Search;

/// <summary>Characters that are only simplified forms: 龙, not 后, which is a traditional character too.</summary>
public static class SimplifiedHan
{
    // Each line: a simplified character, a space, the traditional one it mostly stands for.
    private static readonly FrozenDictionary<int, Rune> Traditional = HanTable.Lines("han-simplified.txt")
        .ToFrozenDictionary(line => Rune.GetRuneAt(line, 0).Value, line => Rune.GetRuneAt(line, line.IndexOf(' ', StringComparison.Ordinal) + 1));

    public static bool Contains(Rune character) => Traditional.ContainsKey(character.Value);

    /// <summary>The text with each such character in its traditional form: a suggestion, since one simplified character may stand for several.</summary>
    public static string ToTraditional(string text) =>
        string.Concat(text.EnumerateRunes().Select(character => Traditional.GetValueOrDefault(character.Value, character)));
}
