using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Demonstration;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Stations;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;

namespace OneStop.Observatory.Tests.Demonstration;

public sealed class DemoWeatherTests
{
    [Theory]
    [MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task An_empty_government_gets_weather_once_and_fresh_readings_from_then_on(DatabaseKind kind)
    {
        await using var app = await WeatherApps.StartAsync(kind, fakeTime: true);

        await FillAsync(app);
        var first = await CountAsync(app);
        await FillAsync(app);
        var again = await CountAsync(app);
        app.Time!.Advance(TimeSpan.FromMinutes(65));
        await FillAsync(app);
        var later = await CountAsync(app);

        Assert.True(first.Readings > 50_000 && first.Days > 39_000, $"{first}");
        Assert.Equal(first, again);
        Assert.InRange(later.Readings - first.Readings, 6 * 190, 7 * 200);
        var now = app.Time.GetUtcNow();
        var latest = await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().NowAsync(default));
        Assert.All(latest, row => Assert.InRange(now - row.At, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        Assert.All(latest, row => Assert.True(row.IsDemonstration));
        var nine = await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().NineDaysAsync(default));
        Assert.Equal(9, nine!.Content.Days.Count);

        var grids = app.Services.GetRequiredService<ForecastGrids>();
        await grids.RefreshAsync(default);
        await app.RunJobAsync<KeepPoints>();
        await app.RunJobAsync<KeepPoints>();
        var grid = grids.Current!;
        Assert.True(grid.IsDemonstration);
        Assert.InRange(grid.Value(GridQuantity.Temperature, 24, 22.3019, 114.1742)!.Value, 0, 40);
        var points = PointForecast.Verified.Sum(pair => StationList.Measuring(pair.Measured).Count()) * PointForecast.Leads.Count;
        Assert.Equal(points, await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Points.CountAsync(point => point.RunAt == grid.RunAt)));
        Assert.NotEmpty(await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().SkillAsync(default)));
    }

    private static Task FillAsync(TestApp app) => app.InScopeAsync(scope => scope.GetServices<IDemoData>().OfType<DemoWeather>().Single().FillAsync(default));

    private static Task<(int Readings, int Days, int Bulletins, int Warnings, int Runs)> CountAsync(TestApp app) => app.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ObservatoryDb>();
        return (await db.Readings.CountAsync(), await db.Days.CountAsync(), await db.Bulletins.CountAsync(), await db.Warnings.CountAsync(), await db.Runs.CountAsync());
    });
}
