using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Accounts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Documents;
using OneStop.Filings;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Payments;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.RoadCargo.Tests.Journeys;
using OneStop.Usage;

[assembly: AssemblyFixture(typeof(Governments))]

namespace OneStop.RoadCargo.Tests.Journeys;

/// <summary>A whole government on each engine with its demonstration, nothing but real modules.</summary>
public sealed class Governments : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind)
    {
        IReadOnlyList<IModule> modules =
        [
            new AuditModule(), new NotificationsModule(), new AccountsModule(), new CatalogueModule(), new UsageModule(), new DocumentsModule(),
            new PaymentsModule(), new CasesModule(), new FilingsModule(), new RoadCargoModule(),
        ];
        return TestApp.StartAsync(kind, modules, new() { ["Demo"] = "true", ["Mail:LocalMailbox"] = "true", ["Payments:Simulator"] = "true", ["Accounts:OfficersNeedSecondFactor"] = "false" });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}

internal static class Visitors
{
    internal static async Task<Browser> SignInAsync(this TestApp app, string email)
    {
        var browser = app.Browse();
        var home = await browser.SubmitAsync(await browser.OpenAsync("/en/sign-in"), new() { ["email"] = email, ["password"] = AccountsModule.DemoPassword });
        Assert.Empty(home.Errors);
        return browser;
    }

    internal static async Task<HttpClient> ProgramAsync(this TestApp app, string email)
    {
        var client = new HttpClient { BaseAddress = app.Address };
        var session = await client.PostAsJsonAsync("/api/session", new { email, password = AccountsModule.DemoPassword });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await session.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!);
        return client;
    }
}
