using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Demonstration;

/// <summary>The demonstration forecaster's sentences (phrases.json).</summary>
internal static class Phrases
{
    private static readonly Dictionary<string, LocalizedText> All = DataFile.Read<Dictionary<string, LocalizedText>>("phrases.json");

    internal static LocalizedText Get(string key, params object[] values)
    {
        var phrase = All[key];
        return values.Length == 0 ? phrase : new(Filled(phrase.En), Filled(phrase.ZhHant), Filled(phrase.ZhHans));

        string Filled(string text) => string.Format(CultureInfo.InvariantCulture, text, values);
    }

    internal static LocalizedText Join(LocalizedText first, LocalizedText second) => new($"{first.En} {second.En}", first.ZhHant + second.ZhHant, first.ZhHans + second.ZhHans);
}
