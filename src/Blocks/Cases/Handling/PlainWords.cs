using System.Text;

namespace OneStop.Cases.Handling;

internal static class PlainWords
{
    internal const int MostInNote = 2000;
    internal const int LeastInPurpose = 5;
    internal const int MostInPurpose = 200;

    /// <summary>What somebody typed, without what no keyboard means to type: control characters (line ends stay), space around it.</summary>
    internal static string Clean(string? typed)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Replace('\t', ' ');
        var clean = new StringBuilder(lines.Length);
        foreach (var rune in lines.EnumerateRunes().Where(rune => rune.Value == '\n' || !Rune.IsControl(rune)))
        {
            clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
