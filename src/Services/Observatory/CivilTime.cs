using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory;

/// <summary>Instants as forms and programs write them: Hong Kong's civil time (<c>2026-11-25T16:45</c>), or with an offset.</summary>
internal static class CivilTime
{
    private static readonly string[] Civil = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
    private static readonly DateTimeOffset Earliest = new(1883, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset? Parse(string? text)
    {
        if (DateTime.TryParseExact(text, Civil, CultureInfo.InvariantCulture, DateTimeStyles.None, out var civil))
        {
            return Within(new DateTimeOffset(civil, HongKong.Offset));
        }

        return DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? Within(instant) : null;
    }

    /// <summary>As a form's field holds it.</summary>
    internal static string Field(DateTimeOffset instant) => HongKong.At(instant).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    // The edges of the calendar break arithmetic; the Observatory began in 1883.
    private static DateTimeOffset? Within(DateTimeOffset instant) => instant >= Earliest && instant.Year < 2200 ? instant.ToUniversalTime() : null;
}
