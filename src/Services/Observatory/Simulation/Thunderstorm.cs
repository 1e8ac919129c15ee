using OneStop.Observatory.Lightning;

namespace OneStop.Observatory.Simulation;

/// <summary>A thunderstorm that never was: a cell that grows, drifts and dies, and strikes the more the stronger it is. The same whoever asks.</summary>
/// <param name="North">Degrees it drifts in an hour.</param>
/// <param name="Most">Strokes in its strongest minute.</param>
internal sealed record Thunderstorm(DateTimeOffset Begins, double Hours, double Latitude, double Longitude, double North, double East, int Most)
{
    private const int MinutesInHour = 60;
    private const double Spread = 0.045;
    private const double ShareToGround = 0.38;
    private static readonly TimeSpan Cycle = TimeSpan.FromHours(11);

    /// <summary>The demonstration's, now over the New Territories, now over the islands: one in each eleven hours.</summary>
    internal static IEnumerable<Thunderstorm> Between(DateTimeOffset after, DateTimeOffset until)
    {
        for (var number = (long)Math.Floor(after.ToUnixTimeSeconds() / Cycle.TotalSeconds) - 1; ; number++)
        {
            var begins = DateTimeOffset.FromUnixTimeSeconds((long)(number * Cycle.TotalSeconds)) + (Cycle * 0.5 * Noise.Even(401, number));
            if (begins > until)
            {
                yield break;
            }

            yield return new Thunderstorm(
                begins, 1.2 + (1.6 * Noise.Even(402, number)), 22.22 + (0.24 * Noise.Even(403, number)), 113.88 + (0.34 * Noise.Even(404, number)), 0.06, 0.09, 4 + (int)(8 * Noise.Even(405, number)));
        }
    }

    /// <summary>A typhoon's, in its bands of rain: the rainstorm's hours of the script.</summary>
    internal static IReadOnlyList<Thunderstorm> OfTyphoon(DateTimeOffset begins) =>
    [
        new(begins.AddHours(10.5), 3, 22.20, 114.32, 0.05, -0.07, 14),
        new(begins.AddHours(12), 4, 22.38, 114.28, 0.03, -0.09, 26),
        new(begins.AddHours(14), 3.5, 22.26, 114.22, 0.05, -0.05, 30),
        new(begins.AddHours(16.5), 3, 22.42, 113.98, 0.02, 0.04, 18),
        new(begins.AddHours(18), 2.5, 22.22, 113.94, 0.06, 0.06, 10),
    ];

    /// <summary>Its strokes after one instant up to another.</summary>
    internal IEnumerable<Stroke> Strokes(DateTimeOffset after, DateTimeOffset until)
    {
        var seed = Noise.Seed("thunderstorm", (ulong)Begins.ToUnixTimeSeconds());
        for (var minute = 0; minute < Hours * MinutesInHour; minute++)
        {
            var start = Begins.AddMinutes(minute);
            if (start > until || start.AddMinutes(1) <= after)
            {
                continue;
            }

            var strokes = (int)((Most * Math.Sin(Math.PI * minute / (Hours * MinutesInHour))) + Noise.Even(seed, minute));
            for (var number = 0; number < strokes; number++)
            {
                var at = start.AddMilliseconds(Math.Floor(60_000 * Even(minute, number, 0)));
                if (at > after && at <= until)
                {
                    yield return new Stroke
                    {
                        At = at,
                        Latitude = Math.Round(Latitude + (North * minute / MinutesInHour) + (Spread * Around(minute, number, 1)), 4),
                        Longitude = Math.Round(Longitude + (East * minute / MinutesInHour) + (Spread * Around(minute, number, 4)), 4),
                        Kind = Even(minute, number, 7) < ShareToGround ? StrokeKind.CloudToGround : StrokeKind.CloudToCloud,
                        ReceivedAt = until,
                        IsDemonstration = true,
                    };
                }
            }
        }

        double Even(int minute, int number, int what) => Noise.Even(seed, (((minute * 1_000) + number) * 10) + what + 1_000_000);

        // The sum of three is near enough to normal.
        double Around(int minute, int number, int what) => (2 * (Even(minute, number, what) + Even(minute, number, what + 1) + Even(minute, number, what + 2))) - 3;
    }
}
