using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Skill;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Skill;

public sealed class ComputeSkillTests
{
    private static readonly LocalizedText Words = new("", "", "");

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Forecasts_are_held_against_complete_observations_and_nothing_else(DatabaseKind kind)
    {
        await using var app = await WeatherApps.StartAsync(kind, fakeTime: true);
        var today = HongKong.Today(app.Time!);
        var noon = HongKong.StartOf(today.AddDays(-2)).AddHours(12);
        await app.WriteAsync(write =>
        {
            var db = write.Get<ObservatoryDb>();
            // Forecast three days ago: yesterday 25 (came 23), the day before 24 (incomplete), today (not over). An earlier issue of the day does not count.
            db.Bulletins.AddRange(NineDays(today.AddDays(-3), 10, 99), NineDays(today.AddDays(-3), 16, 24, 25, 26));
            db.Days.AddRange(
                Day(today.AddDays(-1), DailyElement.MaximumTemperature, 23, true), Day(today.AddDays(-2), DailyElement.MaximumTemperature, 20, false),
                Day(today, DailyElement.MaximumTemperature, 10, true), Day(today.AddDays(-1), DailyElement.Rainfall, 12, true));
            db.Points.AddRange(Point(noon, 24, 21), Point(noon.AddHours(6), 24, 20), Point(noon, 48, 25));
            db.Readings.AddRange(Reading(noon, 20, Quality.Good), Reading(noon.AddHours(6), 0, Quality.Spike));
            return Task.FromResult(true);
        });

        await app.RunJobAsync<ComputeSkill>();
        await app.RunJobAsync<ComputeSkill>();

        var scores = await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().SkillAsync(default));
        var maximum = Assert.Single(scores, score => score.Element == SkillElement.MaximumTemperature);
        Assert.Equal((48, 1, 2.0, 2.0), (maximum.Lead, maximum.Count, maximum.MeanError, maximum.MeanAbsoluteError));
        var rain = Assert.Single(scores, score => score.Element == SkillElement.SignificantRain);
        Assert.Equal((48, 0.25, 0.0), (rain.Lead, rain.Brier, rain.BrierOfClimate));
        Assert.Equal([(24, 1, 1.0), (48, 1, 5.0)], scores.Where(score => score.Product == SkillProduct.Grid).Select(score => (score.Lead, score.Count, score.MeanError!.Value)));
        Assert.All(scores, score => Assert.False(score.IsDemonstration));

        using var browser = app.Browse();
        var json = JsonNode.Parse(await browser.Http.GetStringAsync("/api/weather/skill"))!.AsArray();
        var csv = await browser.Http.GetStringAsync("/api/weather/skill?format=csv");
        Assert.Equal(scores.Count, json.Count);
        Assert.Contains("nineDay,HKO,maximumTemperature,48,1,2,2,,,", csv, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await browser.Http.GetAsync("/api/weather/skill?format=xml")).StatusCode);
    }

    private static Bulletin NineDays(DateOnly issued, int hour, params int[] maxima) => new()
    {
        Id = Ids.New(),
        Kind = BulletinKind.NineDayForecast,
        IssuedAt = HongKong.StartOf(issued).AddHours(hour),
        NextIssueAt = HongKong.StartOf(issued).AddHours(hour + 1),
        IssuedBy = "test",
        Content = JsonSerializer.Serialize(new NineDayForecast(Words, [.. maxima.Select((maximum, index) => new ForecastDay(issued.AddDays(index + 1), Words, Words, 10, maximum, 50, 90, 50, RainProbability.Medium))], new("North Point", 20, HongKong.StartOf(issued)), []), DataFile.Json),
    };

    private static DailyValue Day(DateOnly day, DailyElement element, double value, bool isComplete) => new() { Station = "HKO", Element = element, Day = day, Value = value, IsComplete = isComplete };

    private static PointForecast Point(DateTimeOffset valid, int lead, double value) => new() { RunAt = valid.AddHours(-lead), Station = "HKO", Quantity = Quantity.Temperature, Lead = lead, ValidAt = valid, Value = value, IsDemonstration = false };

    private static Reading Reading(DateTimeOffset at, double value, Quality quality) => new() { Station = "HKO", Quantity = Quantity.Temperature, At = at, Value = value, Quality = quality, ReceivedAt = at };
}
