using System.Globalization;

namespace OneStop.Platform.Texts;

/// <summary>
/// The words of every module in the language of the request: <c>T["accounts.sign-in.title"]</c>.
/// A key that no module has shows as itself; the text tests of each module fail before that reaches anybody.
/// </summary>
public sealed class Text(TextCatalogue catalogue)
{
    public string this[string key] => In(Lang.Current, key);

    public string this[string key, params object?[] args] => In(Lang.Current, key, args);

    public bool Has(string key) => catalogue.Find(Lang.Current, key) is not null;

    /// <summary>In a language of choice; an argument that is itself in three languages shows in that one.</summary>
    public string In(Lang lang, string key, params object?[] args)
    {
        var text = catalogue.Find(lang, key) ?? key;
        return args.Length == 0 ? text : string.Format(lang.Culture, text, [.. args.Select(arg => arg is LocalizedText localized ? localized.In(lang) : arg)]);
    }

    /// <summary>The same key in all three languages.</summary>
    public LocalizedText All(string key, params object?[] args) =>
        new(In(Lang.English, key, args), In(Lang.Traditional, key, args), In(Lang.Simplified, key, args));

    /// <summary>A day in the long form of the language: 24 November 2026, 2026年11月24日.</summary>
    public static string Day(DateOnly day, Lang? lang = null) =>
        (lang ?? Lang.Current).IsChinese
            ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
            : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day in all languages.</summary>
    public static LocalizedText DayInAll(DateOnly day) => new(Day(day, Lang.English), Day(day, Lang.Traditional), Day(day, Lang.Simplified));

    /// <summary>An instant as Hong Kong's clocks show it: 24 November 2026, 15:04.</summary>
    public static string Moment(DateTimeOffset instant, Lang? lang = null)
    {
        var local = HongKong.At(instant);
        return $"{Day(DateOnly.FromDateTime(local.DateTime), lang)}{((lang ?? Lang.Current).IsChinese ? " " : ", ")}{local:HH:mm}";
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
