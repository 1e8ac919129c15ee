using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.RoadCargo.Tests;
using OneStop.Usage;

[assembly: AssemblyFixture(typeof(CargoApps))]

namespace OneStop.RoadCargo.Tests;

/// <summary>Customs' side on each engine, started when first asked for and shared by all tests; each test brings traders of its own.</summary>
public sealed class CargoApps : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    internal static Task<TestApp> StartAsync(DatabaseKind kind, bool fakeTime = false, Dictionary<string, string?>? settings = null) =>
        TestApp.StartAsync(
            kind, Modules, settings,
            configure: builder => builder.Services.AddSingleton<IOrganisations, TestTraders>(),
            fakeTime: fakeTime);

    private static IReadOnlyList<IModule> Modules => [new AuditModule(), new CatalogueModule(), new UsageModule(), new RoadCargoModule()];

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
