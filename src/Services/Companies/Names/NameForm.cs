using System.Globalization;
using System.Text;
using OneStop.Platform.Search;
using OneStop.Platform.Web;

namespace OneStop.Companies.Names;

/// <summary>How a name must be written (Cap. 622 s.102; Guideline on Registration of Company Names, paragraphs 3 to 5).</summary>
internal static class NameForm
{
    private const string English = "name/english";
    private const string Chinese = "name/chinese";
    private const string Guideline = "Guideline on Registration of Company Names, para. ";
    private const string EnglishEnding = "Limited";
    private const string ChineseEnding = "有限公司";
    private static readonly FormLists Lists = NameLists.Current.Form;

    internal static IReadOnlyList<RuleProblem> Check(string? english, string? chinese)
    {
        if (string.IsNullOrWhiteSpace(english) && string.IsNullOrWhiteSpace(chinese))
        {
            return [new(English, "name.missing", "companies.names.missing", Guideline + "3")];
        }

        return
        [
            .. string.IsNullOrWhiteSpace(english) ? [] : CheckEnglish(english.Trim()),
            .. string.IsNullOrWhiteSpace(chinese) ? [] : CheckChinese(chinese.Trim()),
        ];
    }

    private static IEnumerable<RuleProblem> CheckEnglish(string name)
    {
        if (name.Length > Lists.LongestEnglish)
        {
            yield return Problem(English, "too-long", Guideline + "3", Lists.LongestEnglish);
            yield break;
        }

        if (name.EnumerateRunes().Any(IsHan))
        {
            yield return Problem(English, "mixed-scripts", Guideline + "3");
            yield break;
        }

        if (Strange(name, rune => IsLatin(rune) || Lists.EnglishPunctuation.Contains(rune.ToString(), StringComparison.Ordinal)) is { Length: > 0 } strange)
        {
            yield return Problem(English, "characters", Guideline + "3", strange);
        }

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!string.Equals(words[^1], EnglishEnding, StringComparison.OrdinalIgnoreCase))
        {
            yield return Problem(English, "english-ending", "Cap. 622 s.102");
        }
        else if (words.Length == 1 || !words[..^1].Any(word => word.Any(char.IsLetterOrDigit)))
        {
            yield return Problem(English, "only-ending", "Cap. 622 s.102");
        }
    }

    private static IEnumerable<RuleProblem> CheckChinese(string name)
    {
        if (name.Length > Lists.LongestChinese)
        {
            yield return Problem(Chinese, "too-long", Guideline + "3", Lists.LongestChinese);
            yield break;
        }

        if (name.EnumerateRunes().Any(rune => IsLatin(rune)))
        {
            yield return Problem(Chinese, "mixed-scripts", Guideline + "3");
            yield break;
        }

        if (Strange(name, rune => IsHan(rune) || Lists.ChinesePunctuation.Contains(rune.ToString(), StringComparison.Ordinal)) is { Length: > 0 } strange)
        {
            yield return Problem(Chinese, "characters", Guideline + "5", strange);
        }

        if (name.EnumerateRunes().Any(SimplifiedHan.Contains))
        {
            yield return Problem(Chinese, "simplified", Guideline + "5", SimplifiedHan.ToTraditional(name));
        }

        if (!SimplifiedHan.ToTraditional(name).EndsWith(ChineseEnding, StringComparison.Ordinal))
        {
            yield return Problem(Chinese, "chinese-ending", "Cap. 622 s.102");
        }
        else if (name.Length == ChineseEnding.Length)
        {
            yield return Problem(Chinese, "only-ending", "Cap. 622 s.102");
        }
    }

    private static RuleProblem Problem(string path, string code, string rule, params object?[] args) =>
        new(path, $"name.{code}", $"companies.names.{code}", rule) { Args = args };

    private static string Strange(string name, Func<Rune, bool> allowed) =>
        string.Join(' ', name.EnumerateRunes().Where(rune => !allowed(rune)).Distinct().Take(10).Select(Visible));

    private static string Visible(Rune rune) =>
        Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            ? $"U+{rune.Value:X4}"
            : rune.ToString();

    // Letters of Basic Latin to Latin Extended-B, and ASCII digits.
    private static bool IsLatin(Rune rune) =>
        (rune.Value < 0x250 && Rune.IsLetter(rune)) || (rune.IsAscii && Rune.IsDigit(rune));

    // The unified ideographs of ISO 10646; compatibility ideographs and private use are others' codes for the same characters.
    internal static bool IsHan(Rune rune) =>
        rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2FA1F) or (>= 0x30000 and <= 0x323AF);
}
