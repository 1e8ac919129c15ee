using System.Globalization;

namespace OneStop.Documents.Files;

/// <summary>The name a file came with, made fit to show and to save under: no path, no control or direction characters, the right ending.</summary>
internal static class FileName
{
    private const int Longest = 120;

    internal static string Clean(string name, string contentType)
    {
        var own = name.Replace('\\', '/').Split('/')[^1];
        var safe = string.Concat(own.EnumerateRunes().Where(rune => rune.Value != 0xFFFD && System.Text.Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
            && !"<>:\"|?*".Contains(rune.ToString(), StringComparison.Ordinal))).Trim(' ', '.');
        var ending = contentType switch { "application/pdf" => ".pdf", "image/png" => ".png", _ => ".jpg" };
        var stem = new StringInfo(Path.GetFileNameWithoutExtension(safe));
        var kept = stem.LengthInTextElements > Longest ? stem.SubstringByTextElements(0, Longest) : stem.String;
        return (kept.Trim().Length == 0 ? "document" : kept.Trim()) + ending;
    }
}
