using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Observatory.Tests;
using OneStop.Platform.Data;
using OneStop.Usage;

[assembly: AssemblyFixture(typeof(WeatherApps))]

namespace OneStop.Observatory.Tests;

/// <summary>The Observatory on each engine, started when first asked for and shared by all tests that can bear each other's data.</summary>
public sealed class WeatherApps : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    internal static Task<TestApp> StartAsync(DatabaseKind kind, bool fakeTime = false) =>
        TestApp.StartAsync(
            kind, [new AuditModule(), new CatalogueModule(), new UsageModule(), new NotificationsModule(), new ObservatoryModule()],
            configure: builder => builder.Services.AddSingleton<IPeople, TestForecasters>(), fakeTime: fakeTime);

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
