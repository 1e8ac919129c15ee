using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation.Certificates;

internal static class OnPaper
{
    /// <summary>Papers are for readers of either language: in English and in Chinese, once where they are alike.</summary>
    internal static string Both(this LocalizedText words) => words.En == words.ZhHant ? words.En : $"{words.En} / {words.ZhHant}";

    internal static string Both(this DateOnly day) => Text.DayInAll(day).Both();
}
