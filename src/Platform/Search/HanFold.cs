using System.Collections.Frozen;
using System.Text;

namespace OneStop.Platform.Search;

/// <summary>
/// Traditional, simplified and variant forms of a Chinese character as one, for searching only: what is folded is not fit to be read.
/// The table is made from OpenCC's by the front end's build (<c>web/han-fold.mjs</c>).
/// </summary>
public static class HanFold
{
    private static readonly FrozenDictionary<int, Rune> Folds = ReadFolds();

    /// <summary>The form that stands for all.</summary>
    public static Rune One(Rune character) => Folds.GetValueOrDefault(character.Value, character);

    private static FrozenDictionary<int, Rune> ReadFolds() =>
        HanTable.Read("han-fold.txt").ToFrozenDictionary();
}
