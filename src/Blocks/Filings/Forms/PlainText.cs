using System.Globalization;
using System.Text;

namespace OneStop.Filings.Forms;

/// <summary>What a text may consist of, and its one stored form.</summary>
internal static class PlainText
{
    /// <summary>
    /// Trimmed and composed (NFC: a name keeps the characters its owner chose). Null where it holds what no field keeps: control
    /// characters, NUL, half a surrogate pair, the replacement character of a broken encoding, or marks that turn the direction of writing.
    /// </summary>
    public static string? Keep(string typed, bool lines)
    {
        var text = typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\t', ' ');
        if (!IsKeepable(text, lines))
        {
            return null;
        }

        return text.Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>As numbers, days, addresses of mail and telephones are read: full-width becomes half-width (NFKC).</summary>
    public static string? Narrow(string typed) => IsKeepable(typed, lines: false) ? typed.Normalize(NormalizationForm.FormKC).Trim() : null;

    public static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsKeepable(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return false;
            }

            if (rune.Value == '\n' && lines)
            {
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is 0xFFFD or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) || (rune.Value & 0xFFFE) == 0xFFFE)
            {
                return false;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }
}
