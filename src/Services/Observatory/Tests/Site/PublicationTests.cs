using OneStop.Audit;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Usage;

namespace OneStop.Observatory.Tests.Site;

public sealed class PublicationTests
{
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task What_is_written_is_published_without_anybody_asking_for_it(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        await using var app = await TestApp.StartAsync(kind, [new AuditModule(), new CatalogueModule(), new UsageModule(), new ObservatoryModule()], new() { ["PublicPages"] = "true" });
        var scene = new Scene(app, TimeProvider.System.GetUtcNow());
        using var browser = app.Browse();

        await scene.WarningAsync(Ids.New(), "WTS", "WTS", WarningAction.Issue, TimeSpan.Zero);
        await scene.ReadingAsync("HKO", Quantity.Temperature, 31.4);

        await Eventually.TrueAsync(async () => (await browser.OpenAsync("/en/weather")).Text is var home
            && home.Contains("Thunderstorm Warning", StringComparison.Ordinal) && home.Contains("31.4", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => (await browser.OpenAsync("/zh-Hant/weather/warnings/WTS")).Text.Contains("現正生效", StringComparison.Ordinal));
        // Only what is published has an entity tag.
        foreach (var path in new[] { "/en/weather", "/zh-Hant/weather/warnings/WTS", "/zh-Hans/weather/stations?element=wind&sort=high", "/en/weather/stations/HKO" })
        {
            await Eventually.TrueAsync(async () => (await browser.Http.GetAsync(path)).Headers.ETag is not null);
        }
    }
}
