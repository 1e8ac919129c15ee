using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site;

/// <summary>The Observatory's icon numbers (50–93), each a picture of our own in weather-icons.svg with its words.</summary>
internal static class WeatherIcons
{
    // 71 to 75 are the same fine night as 70 under other phases of the moon.
    internal static int Picture(int icon) => icon is >= 71 and <= 75 ? 70 : icon;

    internal static string? Words(Text text, int icon) => text.Has(Key(icon)) ? text[Key(icon)] : null;

    private static string Key(int icon) => $"observatory.site.icon.{Picture(icon)}";
}
