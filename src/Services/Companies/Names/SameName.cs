using System.Globalization;
using System.Text;

namespace OneStop.Companies.Names;

/// <summary>Why two names are the same although they are written differently (Cap. 622 s.100).</summary>
internal enum Sameness
{
    LetterCase,
    Accents,
    Punctuation,
    Spaces,
    LeadingThe,
    Ending,
    And,
    HongKong,
    FarEast,
    Characters,
}

/// <summary>When a name is "the same as" another: the key of both is equal.</summary>
internal static class SameName
{
    private static readonly SamenessLists Lists = NameLists.Current.Sameness;
    private static readonly string[][] EnglishEndings = [.. Lists.EnglishEndings.Select(ending => ending.Split(' ')).OrderByDescending(words => words.Length)];
    private static readonly string[] ChineseEndings = [.. Lists.ChineseEndings.OrderByDescending(ending => ending.Length)];
    private static readonly string[][] HongKong = [.. Lists.HongKong.Select(words => words.Split(' '))];
    private static readonly string[][] FarEast = [.. Lists.FarEast.Select(words => words.Split(' '))];

    /// <summary>What is left of a name when everything that makes no difference is taken away. Unique among registered and kept names.</summary>
    internal static string Key(string name) => Reduce(name, without: null);

    /// <summary>The name without its legal ending, for searching: what distinguishes it from others.</summary>
    internal static string WithoutEnding(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ending = EnglishEndings.FirstOrDefault(ending => EndsWith(words, ending, IsWritten));
        var kept = ending is null ? name : string.Join(' ', words[..^ending.Length]);
        var chinese = ChineseEndings.FirstOrDefault(ending => kept.EndsWith(ending, StringComparison.Ordinal));
        return chinese is null ? kept : kept[..^chinese.Length];
    }

    /// <summary>The rules without which the two would differ; empty where they are written alike, or where several hide one another.</summary>
    internal static IReadOnlyList<Sameness> Explain(string one, string other) =>
        [.. Enum.GetValues<Sameness>().Where(rule => Reduce(one, rule) != Reduce(other, rule))];

    private static string Reduce(string name, Sameness? without)
    {
        var text = WellFormed(name).Normalize(NormalizationForm.FormKC);
        text = without == Sameness.LetterCase ? text : text.ToLowerInvariant();
        text = without == Sameness.Accents ? text : WithoutAccents(text);
        text = without == Sameness.Characters ? text : WithOneFormOfEachCharacter(text);
        var words = Words(text, without);
        if (without != Sameness.LeadingThe && words.Count > 1 && Lists.First.Contains(words[0], StringComparer.OrdinalIgnoreCase))
        {
            words.RemoveAt(0);
        }

        if (without != Sameness.Ending && EnglishEndings.FirstOrDefault(ending => EndsWith(words, ending)) is { } ended)
        {
            words.RemoveRange(words.Count - ended.Length, ended.Length);
        }

        Equate(words, HongKong, without == Sameness.HongKong);
        Equate(words, FarEast, without == Sameness.FarEast);
        var joined = string.Join(without == Sameness.Spaces ? " " : "", words);
        var chinese = without == Sameness.Ending ? null : ChineseEndings.FirstOrDefault(ending => joined.Length > ending.Length && joined.EndsWith(ending, StringComparison.Ordinal));
        return chinese is null ? joined : joined[..^chinese.Length].TrimEnd();
    }

    private static List<string> Words(string text, Sameness? without)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune);
            }
            else if (rune.Value == '&')
            {
                End();
                words.Add(without == Sameness.And ? "&" : "and");
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                End();
            }
            else if (without == Sameness.Punctuation)
            {
                word.Append(rune);
            }
            else if (rune.Value is not ('.' or '\'' or '’'))
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    private static void Equate(List<string> words, string[][] forms, bool leave)
    {
        if (leave)
        {
            return;
        }

        for (var at = 0; at < words.Count; at++)
        {
            if (forms.FirstOrDefault(form => StandsAt(words, at, form)) is { } found)
            {
                words.RemoveRange(at, found.Length);
                words.Insert(at, string.Concat(forms[0]));
            }
        }
    }

    private static bool StandsAt(List<string> words, int at, string[] form) =>
        at + form.Length <= words.Count && !form.Where((word, i) => !string.Equals(words[at + i], word, StringComparison.OrdinalIgnoreCase)).Any();

    private static bool EndsWith(IReadOnlyList<string> words, string[] ending, Func<string, string, bool>? isWritten = null)
    {
        if (words.Count <= ending.Length)
        {
            return false;
        }

        for (var back = 1; back <= ending.Length; back++)
        {
            var (word, expected) = (words[^back], ending[^back]);
            if (!(isWritten is null ? string.Equals(word, expected, StringComparison.OrdinalIgnoreCase) : isWritten(word, expected)))
            {
                return false;
            }
        }

        return true;
    }

    // "Co.," is the word co.
    private static bool IsWritten(string word, string expected)
    {
        var matched = 0;
        foreach (var symbol in word)
        {
            if (!char.IsLetterOrDigit(symbol))
            {
                continue;
            }

            if (matched == expected.Length || char.ToLowerInvariant(symbol) != expected[matched++])
            {
                return false;
            }
        }

        return matched == expected.Length;
    }

    private static string WithoutAccents(string text) => Ascii.IsValid(text)
        ? text
        : string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    private static string WithOneFormOfEachCharacter(string text) =>
        string.Create(text.Length, text, static (one, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                one[i] = NameLists.Current.Interchangeable.GetValueOrDefault(text[i], text[i]);
            }
        });

    // Half a surrogate pair is no character; normalising one throws.
    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(text.EnumerateRunes()) : text;
}
