using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Demonstration;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
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

        var since = Stopwatch.GetTimestamp();
        await FillAsync(app);
        TestContext.Current.SendDiagnosticMessage("filled in {0}", Stopwatch.GetElapsedTime(since));
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
        Assert.NotNull(app.Services.GetRequiredService<ForecastGrids>());
    }

    private static Task FillAsync(TestApp app) => app.InScopeAsync(scope => scope.GetServices<IDemoData>().OfType<DemoWeather>().Single().FillAsync(default));

    private static Task<(int Readings, int Days, int Bulletins, int Warnings, int Runs)> CountAsync(TestApp app) => app.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ObservatoryDb>();
        return (await db.Readings.CountAsync(), await db.Days.CountAsync(), await db.Bulletins.CountAsync(), await db.Warnings.CountAsync(), await db.Runs.CountAsync());
    });
}
