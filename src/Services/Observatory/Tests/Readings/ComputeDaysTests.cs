using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Readings;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Readings;

public sealed class ComputeDaysTests
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_late_reading_reaches_its_day_overnight_and_only_good_ones_count(DatabaseKind kind)
    {
        await using var app = await WeatherApps.StartAsync(kind, fakeTime: true);
        var today = HongKong.Today(app.Time!);
        await app.WriteAsync(write =>
        {
            write.Get<ObservatoryDb>().Readings.AddRange(
                Stored(today, 1, 20, Quality.Good), Stored(today, 2, 40, Quality.Spike), Stored(today.AddDays(-5), 3, 18, Quality.Good));
            return Task.FromResult(true);
        });

        await app.RunJobAsync<ComputeDays>();
        var atOnce = await DaysAsync(app);
        await app.RunJobAsync<ComputeOpenDays>();
        await app.RunJobAsync<ComputeDays>();
        var overnight = await DaysAsync(app);

        Assert.Equal([(today, 20.0)], atOnce);
        Assert.Equal([(today.AddDays(-5), 18.0), (today, 20.0)], overnight);
    }

    private static Task<List<(DateOnly, double)>> DaysAsync(TestApp app) => app.InScopeAsync(async scope =>
        (await scope.GetRequiredService<ObservatoryDb>().Days.Where(day => day.Element == DailyElement.MaximumTemperature).OrderBy(day => day.Day).ToListAsync()).ConvertAll(day => (day.Day, day.Value!.Value)));

    private static Reading Stored(DateOnly day, int hour, double value, Quality quality) => new()
    {
        Station = "HKO",
        Quantity = Quantity.Temperature,
        At = HongKong.StartOf(day).AddHours(hour),
        Value = value,
        Quality = quality,
        ReceivedAt = HongKong.StartOf(day),
    };

    private static readonly DateOnly Day = new(2026, 7, 1);
    private static readonly DateTimeOffset Midnight = HongKong.StartOf(Day);

    [Fact]
    public void A_day_begins_at_midnight_in_Hong_Kong_and_every_hour_weighs_the_same()
    {
        DayReading[] readings = [.. Enumerable.Range(-1, 26).Select(hour => Of(Quantity.Temperature, hour * 60, hour is -1 or 24 ? 99 : 20)), Of(Quantity.Temperature, 130, 26), Of(Quantity.Temperature, 140, 26)];

        var values = ComputeDays.DayValues("HKO", Quantity.Temperature, Day, readings).ToDictionary(value => value.Element);

        Assert.Equal((26, 20, true), (values[DailyElement.MaximumTemperature].Value, values[DailyElement.MinimumTemperature].Value, values[DailyElement.MeanTemperature].IsComplete));
        Assert.Equal(20.2, values[DailyElement.MeanTemperature].Value);
    }

    [Fact]
    public void The_days_rain_is_that_of_its_whole_hours()
    {
        DayReading[] readings = [.. Enumerable.Range(0, 25 * 6).Select(n => Of(Quantity.Rainfall, n * 10, 1))];

        var rain = Assert.Single(ComputeDays.DayValues("HKO", Quantity.Rainfall, Day, readings));

        Assert.Equal((24, true), (rain.Value, rain.IsComplete));
    }

    [Fact]
    public void An_hour_without_a_reading_leaves_the_day_incomplete_and_is_no_zero()
    {
        DayReading[] readings = [.. Enumerable.Range(1, 24).Where(hour => hour != 5).Select(hour => Of(Quantity.Rainfall, hour * 60, 2))];

        var rain = Assert.Single(ComputeDays.DayValues("HKO", Quantity.Rainfall, Day, readings));

        Assert.Equal((46, false), (rain.Value, rain.IsComplete));
        Assert.Empty(ComputeDays.DayValues("HKO", Quantity.Temperature, Day, []));
    }

    private static DayReading Of(Quantity quantity, int minutes, double value) => new("HKO", quantity, Midnight.AddMinutes(minutes), value);
}
