using System.Globalization;

namespace OneStop.Observatory.Ogc;

/// <summary>The <c>datetime</c> parameter: an instant, or an interval whose open ends are <c>..</c> or nothing. Both ends belong to it.</summary>
internal readonly record struct Interval(DateTimeOffset? From, DateTimeOffset? Until)
{
    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    internal static readonly Interval Always = new(null, null);

    internal bool IsInstant => From is not null && From == Until;

    internal bool Contains(DateTimeOffset instant) => !(instant < From) && !(instant > Until);

    internal bool Meets(DateTimeOffset from, DateTimeOffset? until) => !(from > Until) && !(until < From);

    internal static bool TryParse(string? text, out Interval interval)
    {
        interval = Always;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return TryInstant(text, out var instant) && Set(out interval, instant, instant);
        }

        return TryEnd(text[..slash], out var from) && TryEnd(text[(slash + 1)..], out var until) && !(from > until) && Set(out interval, from, until);
    }

    private static bool Set(out Interval interval, DateTimeOffset? from, DateTimeOffset? until)
    {
        interval = new Interval(from, until);
        return true;
    }

    private static bool TryEnd(string text, out DateTimeOffset? end)
    {
        end = null;
        if (text is "" or "..")
        {
            return true;
        }

        var isInstant = TryInstant(text, out var instant);
        end = instant;
        return isInstant;
    }

    // An unescaped plus sign of an offset arrives as a space. An instant without an offset is refused: it would be somebody's guess.
    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant)
        && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-', ' ']) > text.IndexOf('T', StringComparison.Ordinal));
}
