using OneStop.Observatory.Readings;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Lightning;

/// <summary>What a lightning location network sends.</summary>
/// <param name="Until">The instant up to which it has located everything, with its offset: an empty list up to then says that there was no lightning.</param>
/// <param name="Strokes">At most 5,000.</param>
/// <param name="IsDemonstration">Made up, never located.</param>
internal sealed record SentStrokes(string? Until, IReadOnlyList<SentStroke?>? Strokes, bool IsDemonstration = false);

/// <param name="At">When it struck, with its offset.</param>
/// <param name="Latitude">Degrees north (WGS 84).</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Kind">cloudToGround or cloudToCloud.</param>
internal sealed record SentStroke(string? At, double? Latitude, double? Longitude, string? Kind);

/// <summary>Whether what a network sent is a stroke at all.</summary>
internal static class StrokeRules
{
    /// <summary>Within which a stroke concerns Hong Kong: about 150 km around it. [A]</summary>
    internal static readonly Ogc.Box Range = new(112.5, 21.0, 116.0, 24.0);

    private const int Places = 4;

    internal static IEnumerable<RuleProblem> Check(SentStrokes sent, DateTimeOffset now)
    {
        if (sent.Until is not null && (Instant(sent.Until) is not { } until || until > now + ReadingRules.MostAhead))
        {
            yield return Problem("until", "until.invalid", (int)ReadingRules.MostAhead.TotalMinutes);
        }

        if (sent.Strokes is null)
        {
            yield return Problem("strokes", "strokes.absent");
        }
    }

    internal static (Stroke? Stroke, RuleProblem? Problem) Read(SentStroke? sent, bool isDemonstration, DateTimeOffset now)
    {
        if (sent is null || Instant(sent.At) is not { } at)
        {
            return (null, ReadingRules.Problem("at", "at.invalid"));
        }

        if (at > now + ReadingRules.MostAhead)
        {
            return (null, ReadingRules.Problem("at", "at.future", (int)ReadingRules.MostAhead.TotalMinutes));
        }

        if (at < now - ReadingRules.MostBehind)
        {
            return (null, ReadingRules.Problem("at", "at.too-old", (int)ReadingRules.MostBehind.TotalDays));
        }

        if (sent is not { Latitude: { } latitude, Longitude: { } longitude } || !Range.Contains(longitude, latitude))
        {
            return (null, Problem("latitude", sent is { Latitude: { } north, Longitude: { } east } && Range.Contains(north, east) ? "place.swapped" : "place.outside", Range.South, Range.North, Range.West, Range.East));
        }

        StrokeKind? kind = sent.Kind switch { "cloudToGround" => StrokeKind.CloudToGround, "cloudToCloud" => StrokeKind.CloudToCloud, _ => null };
        return kind is null ? (null, Problem("kind", "kind.unknown")) : (new Stroke
        {
            At = at,
            Latitude = Math.Round(latitude, Places),
            Longitude = Math.Round(longitude, Places),
            Kind = kind.Value,
            ReceivedAt = now,
            IsDemonstration = isDemonstration,
        }, null);
    }

    internal static DateTimeOffset? Instant(string? text) => ReadingRules.ExactInstantOf(text) is { } at ? new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;

    internal static RuleProblem Problem(string path, string code, params object?[] args) => new(path, code, $"observatory.lightning.problem.{code}") { Args = args };
}
