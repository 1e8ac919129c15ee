using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Charts;

/// <summary>Where the hours, days and months stand along the foot of a chart, in Hong Kong's time.</summary>
internal static class TimeMarks
{
    internal static double Place(DateTimeOffset at, DateTimeOffset from, DateTimeOffset until) => (at - from) / (until - from);

    internal static IReadOnlyList<AxisMark> Hours(DateTimeOffset from, DateTimeOffset until, int every)
    {
        var marks = new List<AxisMark>();
        for (var at = HongKong.StartOf(HongKong.DayOf(from)); at <= until; at = at.AddHours(every))
        {
            if (at >= from)
            {
                marks.Add(new AxisMark(Place(at, from, until), Words.Clock(at)));
            }
        }

        return marks;
    }

    /// <summary>A line at each midnight, the day's name in its middle.</summary>
    internal static IReadOnlyList<AxisMark> Days(DateTimeOffset from, DateTimeOffset until, Func<DateOnly, string> name)
    {
        var marks = new List<AxisMark>();
        for (var day = HongKong.DayOf(from); day <= HongKong.DayOf(until); day = day.AddDays(1))
        {
            if (HongKong.StartOf(day) is var midnight && midnight >= from)
            {
                marks.Add(new AxisMark(Place(midnight, from, until), ""));
            }

            if (midnight.AddHours(12) is var noon && noon >= from && noon <= until)
            {
                marks.Add(new AxisMark(Place(noon, from, until), name(day), Line: false));
            }
        }

        return marks;
    }

    /// <summary>A mark at the first of every month of a span of days, named every so many.</summary>
    internal static IReadOnlyList<AxisMark> Months(DateOnly from, DateOnly until, int named) =>
    [
        .. Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(day => day.Day == 1)
            .Select((day, place) => new AxisMark((double)(day.DayNumber - from.DayNumber) / (until.DayNumber - from.DayNumber), place % named == 0 ? Month(day) : "")),
    ];

    internal static string Month(DateOnly day) => day.ToString(Lang.Current.IsChinese ? "M月" : "MMM", CultureInfo.InvariantCulture);
}
