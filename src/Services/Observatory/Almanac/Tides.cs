using OneStop.Platform.Texts;

namespace OneStop.Observatory.Almanac;

/// <summary>A place whose tide is predicted (tides.json): the reference curve of Cheung Chau, higher or lower by a factor and later by a lag.</summary>
internal sealed record TidePlace(string Code, LocalizedText Name, double Factor, int LagMinutes);

internal sealed record Tide(DateTimeOffset At, double Height, bool IsHigh);

/// <summary>
/// Astronomical tides from harmonic constants, in metres above chart datum. The constants are demonstration data: fitted to two published days
/// of Cheung Chau (root mean square 5 cm), scaled elsewhere. Not for navigation.
/// </summary>
internal static class Tides
{
    private const int StepMinutes = 6;

    private static readonly TideTable Table = DataFile.Read<TideTable>("tides.json");

    internal static IReadOnlyList<TidePlace> Places => Table.Places;

    internal static TidePlace? Find(string code) => Table.Places.FirstOrDefault(place => place.Code == code);

    internal static double Height(TidePlace place, DateTimeOffset at)
    {
        var moment = at.AddMinutes(-place.LagMinutes).UtcDateTime;
        var orbit = new Orbit(moment);
        return Table.MeanLevel + (place.Factor * Table.Constituents.Sum(constituent => orbit.Height(constituent)));
    }

    /// <summary>The high and low waters of a Hong Kong day, in order.</summary>
    internal static IReadOnlyList<Tide> HighsAndLows(TidePlace place, DateOnly day)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), HongKong.Offset);
        var heights = Enumerable.Range(-1, (24 * 60 / StepMinutes) + 2).Select(step => Height(place, midnight.AddMinutes(step * StepMinutes))).ToArray();
        var turns = new List<Tide>();
        for (var i = 1; i < heights.Length - 1; i++)
        {
            var (before, here, after) = (heights[i - 1], heights[i], heights[i + 1]);
            if ((here > before && here >= after) || (here < before && here <= after))
            {
                turns.Add(Vertex(midnight, i - 1, before, here, after));
            }
        }

        return [.. turns.Where(turn => HongKong.DayOf(turn.At) == day)];
    }

    private static Tide Vertex(DateTimeOffset midnight, int step, double before, double here, double after)
    {
        var bend = before - (2 * here) + after;
        var shift = bend == 0 ? 0 : (before - after) / (2 * bend);
        return new Tide(midnight.AddMinutes((step + shift) * StepMinutes), here - ((before - after) * shift / 4), bend < 0);
    }

    private sealed record TideTable(DateOnly From, double MeanLevel, IReadOnlyList<Constituent> Constituents, IReadOnlyList<TidePlace> Places);
}

/// <summary>A partial tide: its amplitude in metres and its phase lag in degrees behind the equilibrium tide at Greenwich.</summary>
internal sealed record Constituent(string Name, double Amplitude, double Phase);
