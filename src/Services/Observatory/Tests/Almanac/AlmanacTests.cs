using OneStop.Observatory.Almanac;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Almanac;

public sealed class AlmanacTests
{
    // As the Observatory published them.
    [Theory]
    [InlineData("2022-01-01", "07:03", "12:27", "17:51")]
    [InlineData("2022-01-03", "07:03", "12:28", "17:52")]
    public void The_sun_rises_and_sets_as_published(string day, string rise, string transit, string set)
    {
        var sun = SunTimes.Of(DateOnly.Parse(day));

        AssertWithinAMinute(rise, sun.Rise);
        AssertWithinAMinute(transit, sun.Transit);
        AssertWithinAMinute(set, sun.Set);
    }

    [Theory]
    [InlineData("2023-01-22", "癸卯年，兔", "正月初一")]
    [InlineData("2023-03-22", "癸卯年，兔", "閏二月初一")]
    [InlineData("2023-04-20", "癸卯年，兔", "三月初一")]
    [InlineData("2026-02-17", "丙午年，馬", "正月初一")]
    [InlineData("2026-09-25", "丙午年，馬", "八月十五")]
    [InlineData("2024-02-09", "癸卯年，兔", "十二月三十")]
    [InlineData("2024-03-04", "甲辰年，龍", "正月廿四")]
    public void A_day_has_its_name_in_the_Chinese_calendar(string day, string year, string name)
    {
        var lunar = LunarDate.Of(DateOnly.Parse(day))!;

        Assert.Equal((year, name), (lunar.YearName, lunar.DayName));
    }

    [Fact]
    public void The_Chinese_calendar_ends_where_its_tables_do()
    {
        Assert.Null(LunarDate.Of(LunarDate.First.AddDays(-1)));
        Assert.Null(LunarDate.Of(LunarDate.Last.AddDays(1)));
        Assert.NotNull(LunarDate.Of(LunarDate.Last));
    }

    [Fact]
    public void A_month_has_one_day_without_a_moonrise()
    {
        var without = Enumerable.Range(0, 30).Select(day => MoonTimes.Of(new DateOnly(2026, 11, 1).AddDays(day))).Count(moon => moon.Rise is null);

        Assert.Equal(1, without);
    }

    [Fact]
    public void The_moon_is_full_on_the_fifteenth_or_thereabouts()
    {
        var full = MoonPhase.Between(At(2026, 9, 20), At(2026, 9, 30)).Single(phase => phase.Quarter == MoonQuarter.Full);

        Assert.Equal(new DateOnly(2026, 9, 27), HongKong.DayOf(full.At), (a, b) => Math.Abs(a.DayNumber - b.DayNumber) <= 1);
        Assert.InRange(MoonPhase.Lit(full.At), 0.98, 1);
    }

    // Two published days of Cheung Chau, to which the constants were fitted.
    [Fact]
    public void The_tide_follows_the_published_curve()
    {
        double[] published = [0.70, 0.54, 0.56, 0.70, 0.91, 1.09, 1.27, 1.45, 1.54, 1.54, 1.43, 1.32, 1.26, 1.32, 1.57, 1.91, 2.26, 2.50, 2.59, 2.59, 2.47, 2.22, 1.83, 1.34];
        var place = Tides.Find("CCH")!;

        for (var hour = 1; hour <= 24; hour++)
        {
            Assert.InRange(Tides.Height(place, At(2022, 1, 1).AddHours(hour)) - published[hour - 1], -0.15, 0.15);
        }
    }

    [Fact]
    public void High_and_low_waters_alternate_and_stand_above_and_below_the_hours_around_them()
    {
        foreach (var place in Tides.Places)
        {
            for (var day = new DateOnly(2026, 11, 1); day.Month == 11; day = day.AddDays(1))
            {
                var turns = Tides.HighsAndLows(place, day);

                Assert.InRange(turns.Count, 1, 5);
                Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.NotEqual(pair.First.IsHigh, pair.Second.IsHigh));
                Assert.All(turns, turn => Assert.Equal(turn.IsHigh, turn.Height >= Tides.Height(place, turn.At.AddMinutes(30)) && turn.Height >= Tides.Height(place, turn.At.AddMinutes(-30))));
            }
        }
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, HongKong.Offset);

    private static void AssertWithinAMinute(string published, DateTimeOffset? computed) =>
        Assert.InRange(Math.Abs((TimeOnly.Parse(published).ToTimeSpan() - computed!.Value.TimeOfDay).TotalSeconds), 0, 60);
}
