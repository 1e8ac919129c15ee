using System.Globalization;

namespace OneStop.Observatory.Almanac;

/// <summary>A day in the Chinese calendar, in traditional Chinese as the Observatory writes it: 癸卯年，兔; 閏二月初一.</summary>
internal sealed record LunarDate(int Year, int Month, bool IsLeap, int Day)
{
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";
    private const string Branches = "子丑寅卯辰巳午未申酉戌亥";
    private const string Animals = "鼠牛虎兔龍蛇馬羊猴雞狗豬";
    private const string Digits = "一二三四五六七八九十";
    private static readonly string[] Months = ["正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
    private static readonly ChineseLunisolarCalendar Calendar = new();

    internal static DateOnly First { get; } = DateOnly.FromDateTime(Calendar.MinSupportedDateTime);

    internal static DateOnly Last { get; } = DateOnly.FromDateTime(Calendar.MaxSupportedDateTime);

    /// <summary>癸卯年，兔</summary>
    internal string YearName => $"{Stems[(Year + 6) % 10]}{Branches[(Year + 8) % 12]}年，{Animals[(Year + 8) % 12]}";

    /// <summary>正月初一</summary>
    internal string DayName => $"{(IsLeap ? "閏" : "")}{Months[Month - 1]}{NameOfDay(Day)}";

    /// <summary>Nothing outside <see cref="First"/> to <see cref="Last"/>.</summary>
    internal static LunarDate? Of(DateOnly day)
    {
        if (day < First || day > Last)
        {
            return null;
        }

        var moment = day.ToDateTime(TimeOnly.MinValue);
        var year = Calendar.GetYear(moment);
        var ordinal = Calendar.GetMonth(moment);
        // The calendar counts a leap month as one more: 1 to 13.
        var leap = Calendar.GetLeapMonth(year);
        return new LunarDate(year, leap > 0 && ordinal >= leap ? ordinal - 1 : ordinal, ordinal == leap, Calendar.GetDayOfMonth(moment));
    }

    private static string NameOfDay(int day) => day switch
    {
        <= 10 => $"初{Digits[day - 1]}",
        < 20 => $"十{Digits[day - 11]}",
        20 => "二十",
        < 30 => $"廿{Digits[day - 21]}",
        _ => "三十",
    };
}
