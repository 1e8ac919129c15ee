using System.Globalization;
using OneStop.Observatory.Almanac;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>What is computed: HHOT, HLT, SRS, MRS.</summary>
internal static class AlmanacTables
{
    private const int Hours = 24;

    internal static Table Sun(IEnumerable<DateOnly> days) => Rises(days.Select(day => (day, SunTimes.Of(day) is var sun ? (sun.Rise, sun.Transit, sun.Set) : default)));

    internal static Table Moon(IEnumerable<DateOnly> days) => Rises(days.Select(day => (day, MoonTimes.Of(day) is var moon ? (moon.Rise, moon.Transit, moon.Set) : default)));

    /// <summary>Hour 24 of a day is the midnight that ends it.</summary>
    internal static Table HourlyTides(TidePlace place, IEnumerable<DateOnly> days, int? hour)
    {
        var hours = hour is { } only ? [only] : Enumerable.Range(1, Hours).ToArray();
        return new Table(
            ["MM", "DD", .. hours.Select(Two)],
            [.. days.Select(day => (IReadOnlyList<string>)[Two(day.Month), Two(day.Day), .. hours.Select(h => Metres(Tides.Height(place, Midnight(day).AddHours(h))))])]);
    }

    internal static Table HighAndLowTides(TidePlace place, IEnumerable<DateOnly> days)
    {
        const int most = 4;
        return new Table(
            ["Month", "Date", .. Enumerable.Repeat<string[]>(["Time", "Height(m)"], most).SelectMany(pair => pair)],
            [
                .. days.Select(day => (IReadOnlyList<string>)
                [
                    Two(day.Month), Two(day.Day),
                    .. Tides.HighsAndLows(place, day).Take(most).SelectMany<Tide, string>(tide => [Wire.Clock(tide.At).Replace(":", "", StringComparison.Ordinal), Metres(tide.Height)])
                        .Concat(Enumerable.Repeat("", most * 2)).Take(most * 2),
                ]),
            ]);
    }

    private static Table Rises(IEnumerable<(DateOnly Day, (DateTimeOffset? Rise, DateTimeOffset? Transit, DateTimeOffset? Set) Times)> days) => new(
        ["YYYY-MM-DD", "RISE", "TRAN.", "SET"],
        [.. days.Select(day => (IReadOnlyList<string>)[day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Wire.Clock(day.Times.Rise), Wire.Clock(day.Times.Transit), Wire.Clock(day.Times.Set)])]);

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), HongKong.Offset);

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static string Metres(double height) => height.ToString("0.00", CultureInfo.InvariantCulture);
}
