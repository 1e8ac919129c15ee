using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Assessment;
using OneStop.Usage;

namespace OneStop.RoadCargo.Tests;

/// <summary>Customs at the boundary on each engine, with its time in the test's hands: one for each class, which may let hours go by.</summary>
public sealed class BorderApps : IAsyncDisposable
{
    internal static readonly Guid Analyst = Ids.New();
    internal static readonly Guid SecondAnalyst = Ids.New();
    internal static readonly Guid Guard = Ids.New();

    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }

    private static async Task<TestApp> StartAsync(DatabaseKind kind)
    {
        var app = await TestApp.StartAsync(
            kind, [new AuditModule(), new CatalogueModule(), new UsageModule(), new CasesModule(), new RoadCargoModule()],
            configure: builder => builder.Services.AddSingleton<IOrganisations, TestTraders>().AddSingleton<IPeople, NamedPeople>(), fakeTime: true);
        // No random sample: what is stopped is stopped by a rule.
        await app.BringIntoForceAsync(BorderWork.Ivory);
        return app;
    }

    private sealed class NamedPeople : IPeople
    {
        public Task<Person?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult<Person?>(Of(id));

        public Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default) => Task.FromResult<Person?>(null);

        public Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
            Task.FromResult<IReadOnlyDictionary<Guid, Person>>(ids.ToDictionary(id => id, Of));

        private static Person Of(Guid id) => new(id, id == Analyst ? "Ann Analyst" : "Ben Border", $"{id}@demo.example", Lang.English);
    }
}

/// <summary>What people do at the boundary, as tests tell it.</summary>
internal static class BorderWork
{
    internal const string Ivory = """{"field":"goods","mentions":["ivory","象牙"]}""";
    private static int plates;

    internal static Browser Analyst(this TestApp app, Guid? id = null) => app.Browse(id ?? BorderApps.Analyst, ["ced:risk"]);

    internal static Browser Guard(this TestApp app) => app.Browse(BorderApps.Guard, ["ced:control-point"]);

    internal static Trader NewTrucker() => TradersAtWork.NewTrader("Lion Rock Transport Limited", "road-cargo:bundle");

    /// <summary>A plate that no other test has.</summary>
    internal static string NewPlate() => $"TX{1000 + Interlocked.Increment(ref plates)}";

    internal static async Task<string> LodgeAsync(this TestApp app, Trader shipper, string articles = "Cotton shirts", string direction = "export")
    {
        var (status, body) = await app.Browse(shipper).SendAsync(HttpMethod.Post, "/api/road-cargo/consignments", new
        {
            direction,
            packages = new { count = 40, kind = "CT", description = "40 cartons on two pallets" },
            articles,
            consignor = new { name = "Harbour Garments Limited", address = "1 Hung To Road, Kwun Tong" },
            consignee = new { name = "深圳市南山服裝有限公司", address = "深圳市南山區科技路 1 號" },
            expectedOn = HongKong.Today(app.Time!).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        });
        Assert.Equal(201, status);
        return body.GetProperty("ccrn").GetString()!;
    }

    internal static Task<(int Status, JsonElement Body)> BundleAsync(this TestApp app, Trader trucker, string plate, string[] ccrns, string controlPoint = "LMC", string? replaces = null) =>
        app.Browse(trucker).SendAsync(HttpMethod.Post, "/api/road-cargo/bundles", new { plate, ccrns, controlPoint, replaces });

    /// <summary>A truck with one consignment on it.</summary>
    internal static async Task<(string Ccrn, JsonElement Bundle, Trader Shipper)> TruckAsync(this TestApp app, string plate, string articles = "Cotton shirts")
    {
        var shipper = TradersAtWork.NewTrader();
        var ccrn = await app.LodgeAsync(shipper, articles);
        var (status, bundle) = await app.BundleAsync(NewTrucker(), plate, [ccrn]);
        Assert.Equal(201, status);
        return (ccrn, bundle, shipper);
    }

    internal static async Task<JsonElement> SeenByAsync(this TestApp app, Trader shipper, string ccrn) => (await app.Browse(shipper).SendAsync(HttpMethod.Get, $"/api/road-cargo/consignments/{ccrn}")).Body;

    internal static async Task<int> ProposeAsync(this TestApp app, string condition, Guid? officer = null)
    {
        using var rules = JsonDocument.Parse($$$"""{"inspectAt":100,"sample":{"perMille":0,"seed":"a test"},"rules":[{"id":"r-1","stop":true,"reason":{"en":"As the test says","zhHant":"測試"},"when":{{{condition}}}}]}""");
        var (status, body) = await app.Analyst(officer).SendAsync(HttpMethod.Post, "/api/road-cargo/rule-sets", new { purpose = "A test", rules = rules.RootElement });
        Assert.Equal(201, status);
        return body.GetProperty("number").GetInt32();
    }

    internal static Task<(int Status, JsonElement Body)> SimulateAsync(this TestApp app, int number) =>
        app.Analyst().SendAsync(HttpMethod.Post, $"/api/road-cargo/rule-sets/{number}/simulate", new { day = HongKong.Today(app.Time!).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });

    internal static async Task BringIntoForceAsync(this TestApp app, string condition)
    {
        var number = await app.ProposeAsync(condition);
        await app.SimulateAsync(number);
        Assert.Equal(200, (await app.Analyst(BorderApps.SecondAnalyst).SendAsync(HttpMethod.Post, $"/api/road-cargo/rule-sets/{number}/approve", new { })).Status);
    }

    /// <summary>The same past the sign-in, where accounts are real.</summary>
    internal static Task BringIntoForceWithAccountsAsync(this TestApp app, string condition = Ivory) => app.InScopeAsync(async scope =>
    {
        var desk = scope.GetRequiredService<RuleSetDesk>();
        var proposed = await desk.ProposeAsync(
            $$$"""{"inspectAt":100,"sample":{"perMille":0,"seed":"a test"},"rules":[{"id":"r-1","stop":true,"reason":{"en":"As the test says","zhHant":"測試"},"when":{{{condition}}}}]}""", "A test", Ids.New(), default);
        await scope.GetRequiredService<ReplayDay>().RunAsync(proposed.Set!.Number, HongKong.Today(app.Time!), Ids.New(), default);
        Assert.True((await desk.ApproveAsync(proposed.Set.Number, Ids.New(), default)).IsDone);
    });

    internal static async Task<(int Status, JsonElement Body)> SendAsync(this Browser browser, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await browser.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default);
    }

    internal static string Text(this JsonElement body, string name) => body.GetProperty(name).GetString()!;

    /// <summary>The places and codes of a refusal's problems.</summary>
    internal static IReadOnlyList<(string Path, string Code)> Problems(this JsonElement body) =>
        [.. body.GetProperty("errors").EnumerateArray().Select(error => (error.Text("path"), error.Text("code")))];

    internal static async Task<long> CountAsync(this TestApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
