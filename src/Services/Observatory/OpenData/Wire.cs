using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>How the Observatory's open data writes things.</summary>
internal static class Wire
{
    internal static string Time(DateTimeOffset instant) => HongKong.At(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The CSV files' instant: 202611251510, in Hong Kong time.</summary>
    internal static string Stamp(DateTimeOffset instant) => HongKong.At(instant).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    internal static string Clock(DateTimeOffset? instant) => instant is { } at ? Nearest(at).ToString("HH:mm", CultureInfo.InvariantCulture) : "";

    internal static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    internal static int Whole(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    /// <summary>A list, or the empty string that stands for an empty one.</summary>
    internal static object OrEmptyText<T>(IReadOnlyList<T> list) => list.Count == 0 ? "" : list;

    internal static Lang? Language(string? code) => code switch
    {
        null or "" or "en" => Lang.English,
        "tc" => Lang.Traditional,
        "sc" => Lang.Simplified,
        _ => null,
    };

    /// <summary>Clock times are given to the nearest minute of their own day.</summary>
    private static DateTimeOffset Nearest(DateTimeOffset instant)
    {
        var (exact, rounded) = (HongKong.At(instant), HongKong.At(instant).AddSeconds(30));
        return rounded.Day == exact.Day ? rounded : exact;
    }
}
