using System.Globalization;
using OneStop.Observatory.Almanac;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>What is computed: HHOT, HLT, SRS, MRS.</summary>
internal static class AlmanacTables
{
    private const int Hours = 24;
    private const int MostTurns = 4;
    private static readonly string[] RiseFields = ["YYYY-MM-DD", "RISE", "TRAN.", "SET"];
    private static readonly Remembered<DateOnly> Suns = new(day => SunTimes.Of(day) is var sun ? Rises(day, sun.Rise, sun.Transit, sun.Set) : []);
    private static readonly Remembered<DateOnly> Moons = new(day => MoonTimes.Of(day) is var moon ? Rises(day, moon.Rise, moon.Transit, moon.Set) : []);
    private static readonly Remembered<(TidePlace Place, DateOnly Day)> Turns = new(asked => Turn(asked.Place, asked.Day));

    internal static Table Sun(IEnumerable<DateOnly> days) => new(RiseFields, [.. days.Select(day => Suns[day])]);

    internal static Table Moon(IEnumerable<DateOnly> days) => new(RiseFields, [.. days.Select(day => Moons[day])]);

    /// <summary>Hour 24 of a day is the midnight that ends it.</summary>
    internal static Table HourlyTides(TidePlace place, IEnumerable<DateOnly> days, int? hour)
    {
        var hours = hour is { } only ? [only] : Enumerable.Range(1, Hours).ToArray();
        return new Table(
            ["MM", "DD", .. hours.Select(Two)],
            [.. days.Select(day => (IReadOnlyList<string>)[Two(day.Month), Two(day.Day), .. hours.Select(h => Metres(Tides.Height(place, Midnight(day).AddHours(h))))])]);
    }

    internal static Table HighAndLowTides(TidePlace place, IEnumerable<DateOnly> days) => new(
        ["Month", "Date", .. Enumerable.Repeat<string[]>(["Time", "Height(m)"], MostTurns).SelectMany(pair => pair)],
        [.. days.Select(day => Turns[(place, day)])]);

    private static IReadOnlyList<string> Turn(TidePlace place, DateOnly day) =>
    [
        Two(day.Month), Two(day.Day),
        .. Tides.HighsAndLows(place, day).Take(MostTurns).SelectMany<Tide, string>(tide => [Wire.Clock(tide.At).Replace(":", "", StringComparison.Ordinal), Metres(tide.Height)])
            .Concat(Enumerable.Repeat("", MostTurns * 2)).Take(MostTurns * 2),
    ];

    private static IReadOnlyList<string> Rises(DateOnly day, DateTimeOffset? rise, DateTimeOffset? transit, DateTimeOffset? set) =>
        [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Wire.Clock(rise), Wire.Clock(transit), Wire.Clock(set)];

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), HongKong.Offset);

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static string Metres(double height) => height.ToString("0.00", CultureInfo.InvariantCulture);
}
