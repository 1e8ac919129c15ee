using System.Globalization;
using System.Text.RegularExpressions;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings;

/// <summary>
/// A statement as a forecaster writes it: in each language paragraphs parted by an empty line, in which <c>{time}</c> stands for the
/// time of issue and <c>{until}</c> for the end, so that a statement is right whenever it is released.
/// </summary>
internal sealed partial record ProposedText(string English, string Traditional, string Simplified, bool IsConverted)
{
    internal const int MostCharacters = 4000;
    internal const int MostParagraphs = 20;

    /// <summary>The same with its simplified text made from the traditional one.</summary>
    internal ProposedText Converted() => this with { Simplified = TraditionalHan.ToSimplified(Traditional), IsConverted = true };

    internal static ProposedText Of(IReadOnlyList<LocalizedText> paragraphs) => new(
        Join(paragraphs, paragraph => paragraph.En), Join(paragraphs, paragraph => paragraph.ZhHant), Join(paragraphs, paragraph => paragraph.ZhHans), false);

    internal static ProposedText Clean(string? english, string? traditional, string? simplified) =>
        new(CleanText(english), CleanText(traditional), CleanText(simplified), false);

    internal IEnumerable<RuleProblem> Check(bool hasExpiry)
    {
        (string Path, string Text)[] all = [("english", English), ("traditional", Traditional), ("simplified", Simplified)];
        foreach (var (path, text) in all)
        {
            if (text.Length == 0)
            {
                yield return new(path, "warning.language-missing", $"observatory.desk.problem.missing-{path}");
            }
            else if (text.Length > MostCharacters)
            {
                yield return new(path, "warning.text-too-long", "observatory.desk.problem.too-long") { Args = [MostCharacters, text.Length - MostCharacters] };
            }

            foreach (var unknown in Places().Matches(text).Select(match => match.Value).Where(place => place is not ("{time}" or "{until}")).Distinct())
            {
                yield return new(path, "warning.place-unknown", "observatory.desk.problem.place-unknown") { Args = [unknown] };
            }
        }

        if (!hasExpiry && all.Any(each => each.Text.Contains("{until}", StringComparison.Ordinal)))
        {
            yield return new("expires", "warning.expiry-missing", "observatory.desk.problem.until-without-expiry");
        }

        var counts = all.Select(each => Paragraphs(each.Text).Length).ToList();
        if (counts.Distinct().Count() > 1 && !counts.Contains(0))
        {
            yield return new("traditional", "warning.paragraphs-differ", "observatory.desk.problem.paragraphs") { Args = [.. counts] };
        }
        else if (counts[0] > MostParagraphs)
        {
            yield return new("english", "warning.too-many-paragraphs", "observatory.desk.problem.many-paragraphs") { Args = [MostParagraphs] };
        }
    }

    /// <summary>The paragraphs as the public reads them. A language with fewer has empty ones: a preview shows what is missing.</summary>
    internal IReadOnlyList<LocalizedText> Fill(DateTimeOffset time, DateTimeOffset? until)
    {
        var (english, traditional, simplified) = (Paragraphs(English), Paragraphs(Traditional), Paragraphs(Simplified));
        return
        [
            .. Enumerable.Range(0, Math.Max(english.Length, Math.Max(traditional.Length, simplified.Length))).Select(at => new LocalizedText(
                In(english, at, Lang.English), In(traditional, at, Lang.Traditional), In(simplified, at, Lang.Simplified))),
        ];

        string In(string[] paragraphs, int at, Lang lang) => at >= paragraphs.Length ? "" : paragraphs[at]
            .Replace("{time}", Spoken(time, lang), StringComparison.Ordinal)
            .Replace("{until}", until is { } end ? Spoken(end, lang) : "{until}", StringComparison.Ordinal);
    }

    /// <summary>4:40 p.m. on 24 September 2026; 2026年9月24日下午4時40分.</summary>
    internal static string Spoken(DateTimeOffset instant, Lang lang)
    {
        var local = HongKong.At(instant);
        var hour = (local.Hour + 11) % 12 + 1;
        return lang == Lang.English
            ? string.Create(CultureInfo.InvariantCulture, $"{hour}:{local:mm} {(local.Hour < 12 ? "a.m." : "p.m.")} on {local:d MMMM yyyy}")
            : string.Create(CultureInfo.InvariantCulture, $"{local:yyyy年M月d日}{(local.Hour < 12 ? "上午" : "下午")}{hour}{(lang == Lang.Traditional ? "時" : "时")}{local:mm}分");
    }

    private static string[] Paragraphs(string text) => text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Join(IReadOnlyList<LocalizedText> paragraphs, Func<LocalizedText, string?> language) =>
        string.Join("\n\n", paragraphs.Select(paragraph => language(paragraph) ?? ""));

    /// <summary>Without control characters and trailing spaces; more than one empty line is one.</summary>
    internal static string CleanText(string? typed)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => string.Concat(line.Where(character => !char.IsControl(character))).Trim());
        return EmptyLines().Replace(string.Join('\n', lines), "\n\n").Trim();
    }

    [GeneratedRegex(@"\{[^{}\s]*\}")]
    private static partial Regex Places();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex EmptyLines();
}
