using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site;

/// <summary>The Observatory's icon numbers (50–93), each a picture of our own in weather-icons.svg with its words.</summary>
internal static class WeatherIcons
{
    internal static IReadOnlyList<int> Numbers { get; } = [.. Range(50, 54), .. Range(60, 65), .. Range(70, 77), .. Range(80, 85), .. Range(90, 93)];

    // 71 to 75 are the same fine night as 70 under other phases of the moon.
    internal static int Picture(int icon) => icon is >= 71 and <= 75 ? 70 : icon;

    internal static string? Words(Text text, int icon) => text.Has(Key(icon)) ? text[Key(icon)] : null;

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static string Key(int icon) => $"observatory.site.icon.{Picture(icon)}";
}
