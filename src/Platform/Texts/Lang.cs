using System.Globalization;

namespace OneStop.Platform.Texts;

/// <summary>One of the three languages every page, message and document exists in. The code is the BCP 47 tag used in addresses.</summary>
public sealed class Lang
{
    public static readonly Lang English = new("en", "en-HK", "English");
    public static readonly Lang Traditional = new("zh-Hant", "zh-Hant-HK", "繁體");
    public static readonly Lang Simplified = new("zh-Hans", "zh-Hans-HK", "简体");

    public static readonly IReadOnlyList<Lang> All = [Traditional, Simplified, English];

    private Lang(string code, string culture, string ownName)
    {
        Code = code;
        OwnName = ownName;
        Culture = CultureInfo.ReadOnly(new CultureInfo(culture));
    }

    public string Code { get; }

    /// <summary>The language's name in itself, for the language switch.</summary>
    public string OwnName { get; }

    public CultureInfo Culture { get; }

    public bool IsChinese => this != English;

    /// <summary>The language of the request or message under way; English where nothing chose one.</summary>
    public static Lang Current =>
        All.FirstOrDefault(lang => lang.Culture.Name == CultureInfo.CurrentUICulture.Name) ?? English;

    public static Lang? Find(string? code) =>
        All.FirstOrDefault(lang => string.Equals(lang.Code, code, StringComparison.OrdinalIgnoreCase));

    public static Lang FindOrEnglish(string? code) => Find(code) ?? English;

    public override string ToString() => Code;
}
