using System.Collections.Frozen;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Bulletins;

/// <summary>The Observatory's weather icons: each number's meaning (icons.json).</summary>
internal static class WeatherIcons
{
    private static readonly FrozenDictionary<int, LocalizedText> Names =
        DataFile.Read<List<WeatherIcon>>("icons.json").ToFrozenDictionary(icon => icon.Number, icon => icon.Name);

    internal static IEnumerable<int> Numbers => Names.Keys.Order();

    internal static bool IsKnown(int number) => Names.ContainsKey(number);

    internal static LocalizedText Name(int number) => Names[number];

    private sealed record WeatherIcon(int Number, LocalizedText Name);
}
