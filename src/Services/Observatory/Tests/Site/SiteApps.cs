using System.Collections.Concurrent;
using OneStop.Kit;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Tests.Site;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

[assembly: AssemblyFixture(typeof(SiteApps))]

namespace OneStop.Observatory.Tests.Site;

/// <summary>The Observatory on each engine at a standing clock with one scene laid down, for tests that only look.</summary>
public sealed class SiteApps : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    internal static async Task<TestApp> StartAsync(DatabaseKind kind)
    {
        var app = await WeatherApps.StartAsync(kind, fakeTime: true);
        var scene = new Scene(app, app.Time!.GetUtcNow());
        await scene.ReadingAsync("HKO", Quantity.Temperature, 23.4);
        await scene.ReadingAsync("HKO", Quantity.Temperature, 22.1, TimeSpan.FromHours(3));
        await scene.ReadingOnTheHourAsync();
        await scene.ReadingAsync("HKO", Quantity.RelativeHumidity, 71);
        await scene.RunAsync();
        await scene.ReadingAsync("HKO", Quantity.Pressure, 1016.2);
        await scene.ReadingAsync("KP", Quantity.WindDirection, 45);
        await scene.ReadingAsync("KP", Quantity.WindSpeed, 18);
        await scene.ReadingAsync("KP", Quantity.WindGust, 36);
        await scene.ReadingAsync("KP", Quantity.UvIndex, 5.2);
        await scene.BulletinAsync(BulletinKind.LocalForecast, Scene.Forecast(), converted: true);
        await scene.BulletinAsync(BulletinKind.NineDayForecast, Scene.Nine(HongKong.DayOf(scene.Now).AddDays(1)));
        await scene.BulletinAsync(BulletinKind.SpecialTips, new SpecialTips([new SpecialTip(Scene.Say("Stay away from the shore.", "請遠離岸邊。"), scene.Now)]));
        var (standing, over) = (Ids.New(), Ids.New());
        await scene.WarningAsync(standing, "WRAIN", "WRAINA", WarningAction.Issue, TimeSpan.FromHours(3));
        await scene.WarningAsync(standing, "WRAIN", "WRAINR", WarningAction.Update, TimeSpan.FromHours(1), said: "Heavy rain is falling over the New Territories.");
        await scene.WarningAsync(over, "WRAIN", "WRAINA", WarningAction.Issue, TimeSpan.FromDays(3));
        await scene.WarningAsync(over, "WRAIN", "WRAINA", WarningAction.Cancel, TimeSpan.FromDays(2.9));
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
