using System.Text.RegularExpressions;

namespace OneStop.Platform.Texts;

/// <summary>A rule's place in the law, cited as each language cites it: <c>Cap. 622 s.85</c> is 第622章第85條.</summary>
public static partial class Laws
{
    private static readonly Dictionary<string, (string Traditional, string Simplified)> Guidelines = new(StringComparer.Ordinal)
    {
        ["Guideline on Registration of Company Names"] = ("《公司名稱註冊指引》", "《公司名称注册指引》"),
    };

    /// <param name="rule">In English, as programs get it. What is not understood stays as it is.</param>
    public static LocalizedText Cited(string rule)
    {
        var chinese = Paragraph().Match(rule) is { Success: true } paragraph && Guidelines.TryGetValue(paragraph.Groups[1].Value, out var name)
            ? (name.Traditional + $"第{paragraph.Groups[2].Value}段", name.Simplified + $"第{paragraph.Groups[2].Value}段")
            : (Chapters(rule, "條", "附表"), Chapters(rule, "条", "附表"));
        return new LocalizedText(rule, chinese.Item1, chinese.Item2);
    }

    private static string Chapters(string rule, string section, string schedule) => string.Join('、', rule.Split(", ").Select(part => Chapter().Replace(part, chapter =>
        $"第{chapter.Groups[1].Value}章" + (chapter.Groups[2].Success ? $"第{chapter.Groups[2].Value}{section}" : chapter.Groups[3].Success ? $"{schedule}{chapter.Groups[3].Value}" : ""))));

    [GeneratedRegex(@"^Cap\. (\d+[A-Z]*)(?: s\.(\S+)| Sch\. (\d+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^(.+), para\. (\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Paragraph();
}
