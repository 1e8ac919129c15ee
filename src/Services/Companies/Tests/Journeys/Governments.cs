using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Companies.Tests.Journeys;
using OneStop.Documents;
using OneStop.Filings;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Payments;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Registers;
using OneStop.Usage;

[assembly: AssemblyFixture(typeof(Governments))]

namespace OneStop.Companies.Tests.Journeys;

/// <summary>A whole government on each engine, with nothing but real modules: mail into the local mailbox, payments through the simulated company.</summary>
public sealed class Governments : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    private static async Task<TestApp> StartAsync(DatabaseKind kind)
    {
        IReadOnlyList<IModule> modules =
        [
            new AuditModule(), new NotificationsModule(), new AccountsModule(), new CatalogueModule(), new UsageModule(), new DocumentsModule(),
            new RegistersModule(), new PaymentsModule(), new CasesModule(), new FilingsModule(), new CompaniesModule(),
        ];
        var app = await TestApp.StartAsync(kind, modules, new()
        {
            ["Mail:LocalMailbox"] = "true",
            ["Payments:Simulator"] = "true",
            ["Accounts:OfficersNeedSecondFactor"] = "false",
        });

        // The demonstration's people, officers among them, without its hundred thousand companies.
        await app.InScopeAsync(scope => scope.GetServices<IDemoData>().MinBy(demo => demo.Order)!.FillAsync(default));
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
