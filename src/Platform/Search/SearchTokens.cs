using System.Globalization;
using System.Text;

namespace OneStop.Platform.Search;

/// <summary>A run of one kind of writing: one word of an alphabet, or Chinese characters without anything between them.</summary>
/// <param name="Text">Lower case, in one width, without accents, every Chinese character in the one form of <see cref="HanFold"/>.</param>
internal readonly record struct Run(string Text, bool IsHan);

/// <summary>
/// The one tokenizer, for what is stored and what is asked: NFKC, lower case; words as they are; a run of Chinese characters as its
/// overlapping pairs and its last character, so that any part of two characters or more is found as a phrase.
/// </summary>
public static class SearchTokens
{
    private const int LongestWord = 40;

    /// <summary>The tokens of a text in order. They hold letters and digits only.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var tokens = new List<string>();
        foreach (var run in Runs(text))
        {
            if (run.IsHan)
            {
                AddPairs(tokens, run.Text, lastAlone: true);
            }
            else
            {
                tokens.Add(run.Text);
            }
        }

        return tokens;
    }

    internal static List<string> Pairs(string run)
    {
        var pairs = new List<string>();
        AddPairs(pairs, run, lastAlone: false);
        return pairs;
    }

    internal static IEnumerable<Run> Runs(string text)
    {
        var run = new StringBuilder();
        var isHan = false;
        foreach (var rune in Plain(text).EnumerateRunes())
        {
            var han = IsHan(rune);
            if (!han && !Rune.IsLetterOrDigit(rune))
            {
                // A.B.C. and O'Brien are one word; anything else ends it.
                if (rune.Value is not ('.' or '\'' or '’') && run.Length > 0)
                {
                    yield return End();
                }

                continue;
            }

            if (run.Length > 0 && han != isHan)
            {
                yield return End();
            }

            isHan = han;
            if (han || run.Length < LongestWord)
            {
                run.Append(han ? HanFold.One(rune) : rune);
            }
        }

        if (run.Length > 0)
        {
            yield return End();
        }

        Run End()
        {
            var ended = new Run(run.ToString(), isHan);
            run.Clear();
            return ended;
        }
    }

    private static string Plain(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        // Half a surrogate pair is no character, and normalising one throws: enumerating runes replaces it.
        var whole = (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(text.EnumerateRunes()) : text).Normalize(NormalizationForm.FormKD);
        return string.Concat(whole.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
            .Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    private static void AddPairs(List<string> tokens, string run, bool lastAlone)
    {
        var start = 0;
        while (start < run.Length)
        {
            var length = char.IsHighSurrogate(run[start]) ? 2 : 1;
            var next = start + length;
            if (next < run.Length)
            {
                tokens.Add(run.Substring(start, length + (char.IsHighSurrogate(run[next]) ? 2 : 1)));
            }
            else if (lastAlone)
            {
                tokens.Add(run[start..]);
            }

            start = next;
        }
    }

    // Ideographs, and kana, which Hong Kong's names mix with them (の).
    private static bool IsHan(Rune rune) =>
        rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x323AF) or (>= 0x3041 and <= 0x30FF) or 0x3007;
}
