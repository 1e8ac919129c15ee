using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Faults.Tests;

/// <summary>
/// Trucks cross at a control point while the centre and the control point's own program are killed in turn. Whatever the control point
/// acknowledged is at the centre afterwards, each exactly once.
/// </summary>
public abstract class BorderKillTests(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int Lanes = 3;
    private const int Stock = 30;
    private const string Password = "Victoria-Harbour-2012";
    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(2500);

    private protected async Task RunAsync(Government centre, string gateDirectory)
    {
        var seed = Environment.GetEnvironmentVariable("ONESTOP_TEST_SEED") is { } given ? int.Parse(given) : Environment.ProcessId;
        output.WriteLine($"ONESTOP_TEST_SEED={seed}");
        var random = new Random(seed);
        await centre.StartAsync();
        await FoundAsync(centre);
        using var amy = await Citizen.SignInAsync(centre.Address, "amy.chan@demo.example", Password);
        await NoSampleAsync(centre);
        await using var gate = new ControlPoint(gateDirectory, centre.Address);
        await gate.StartAsync();

        using var end = new CancellationTokenSource();
        var bundled = new ConcurrentQueue<string>();
        var acknowledged = new ConcurrentDictionary<string, string>();
        var trucks = BundleAsync(amy, bundled, end.Token);
        await Eventually.TrueAsync(() => Task.FromResult(bundled.Count >= Stock));
        using var watcher = Citizen.With(gate.Address, ControlPoint.Key);
        var (alone, barrier) = (0, new Barrier());
        var lanes = Enumerable.Range(0, Lanes).Select(_ => CrossAsync(gate, bundled, acknowledged, barrier, end.Token)).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.NextDouble() * LongestLife);
            if (kill % 2 == 0)
            {
                // The centre stays away for a while: the lanes go on.
                // A queue that the control point has heard of stands before them, however fast the lanes and the centre are.
                barrier.IsDown = true;
                await Eventually.TrueAsync(() => Task.FromResult(bundled.Count >= Stock));
                await Eventually.TrueAsync(() => KnowsAsync(watcher, bundled.First()));
                await centre.KillAsync();
                var before = acknowledged.Count;
                barrier.IsDown = false;
                await Task.Delay(random.NextDouble() * LongestLife);
                alone += acknowledged.Count - before;
                await centre.StartAsync();
            }
            else
            {
                await gate.KillAsync();
                await gate.StartAsync();
            }
        }

        await end.CancelAsync();
        await trucks;
        await Task.WhenAll(lanes);

        using var lane = new HttpClient { BaseAddress = gate.Address };
        lane.DefaultRequestHeaders.Authorization = new("Bearer", ControlPoint.Key);
        await Eventually.TrueAsync(async () => JsonNode.Parse(await lane.GetStringAsync("/api/control-point"))!["waiting"]!.GetValue<int>() == 0);
        var records = new Records(centre);
        var crossed = (await records.RowsAsync("SELECT plate FROM roadcargo_crossings")).ConvertAll(row => (string)row[0]);
        output.WriteLine($"{acknowledged.Count} trucks crossed over {Kills} kills, {alone} of them while the centre was away.");
        Assert.True(acknowledged.Count >= Stock && alone > 0);
        Assert.Equal(acknowledged.Values.Order(StringComparer.Ordinal), crossed.Order(StringComparer.Ordinal));
        Assert.Equal(acknowledged.Count, await records.NumberAsync("SELECT count(*) FROM roadcargo_arrivals"));
        Assert.Equal(0, await records.NumberAsync("SELECT count(*) FROM roadcargo_crossings WHERE discrepancy IS NOT NULL OR bundles = ''"));
        Assert.Equal(acknowledged.Count, await records.NumberAsync("SELECT count(*) FROM roadcargo_bundles WHERE state = 'Crossed'"));
        Assert.Equal(acknowledged.Count, await records.NumberAsync("SELECT count(*) FROM roadcargo_consignments WHERE state = 'Crossed'"));
        Assert.Equal(acknowledged.Count, await records.NumberAsync("SELECT count(*) FROM roadcargo_steps WHERE act = 'Cross'"));
    }

    /// <summary>An organisation whose founder may lodge and bundle.</summary>
    private static async Task FoundAsync(Government centre)
    {
        using var browser = new Browser(centre.Address);
        await browser.SubmitAsync(await browser.OpenAsync("/en/sign-in"), new() { ["email"] = "amy.chan@demo.example", ["password"] = Password });
        var founded = await browser.SubmitAsync(await browser.OpenAsync("/en/account/organisations/new"), new() { ["english"] = "Lion Rock Transport Limited" });
        Assert.Equal("Lion Rock Transport Limited", founded.Heading);
    }

    /// <summary>Nothing is drawn at random, so that every truck is cleared.</summary>
    private static async Task NoSampleAsync(Government centre)
    {
        using var analyst = await Citizen.SignInAsync(centre.Address, "risk@demo.example", Password);
        using var second = await Citizen.SignInAsync(centre.Address, "risk2@demo.example", Password);
        var number = (await analyst.PostAsync("/api/road-cargo/rule-sets", new JsonObject
        {
            ["purpose"] = "A test",
            ["rules"] = new JsonObject { ["inspectAt"] = 100, ["sample"] = new JsonObject { ["perMille"] = 0, ["seed"] = "a test" }, ["rules"] = new JsonArray() },
        }))["number"]!.GetValue<int>();
        await analyst.PostAsync($"/api/road-cargo/rule-sets/{number}/simulate", new JsonObject { ["day"] = HongKong.Today(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal("active", (await second.PostAsync($"/api/road-cargo/rule-sets/{number}/approve", new JsonObject()))["state"]!.GetValue<string>());
    }

    private static async Task BundleAsync(Citizen trucker, ConcurrentQueue<string> bundled, CancellationToken ct)
    {
        for (var number = 0; !ct.IsCancellationRequested; number++)
        {
            var plate = $"ZX{1000 + number}";
            var lodged = await trucker.PostAsync("/api/road-cargo/consignments", Consignment(number), $"truck-{number}");
            var bundle = await trucker.PostAsync("/api/road-cargo/bundles", new JsonObject { ["plate"] = plate, ["controlPoint"] = "LMC", ["ccrns"] = new JsonArray(lodged["ccrn"]!.GetValue<string>()) });
            Assert.Equal(plate, bundle["plate"]!.GetValue<string>());
            bundled.Enqueue(plate);
        }
    }

    /// <summary>Every truck arrives and is let through by an officer, for its half hour is not waited for here.</summary>
    private static async Task CrossAsync(ControlPoint gate, ConcurrentQueue<string> bundled, ConcurrentDictionary<string, string> acknowledged, Barrier barrier, CancellationToken ct)
    {
        using var lane = Citizen.With(gate.Address, ControlPoint.Key);
        while (!ct.IsCancellationRequested || !bundled.IsEmpty)
        {
            if (barrier.IsDown || !bundled.TryDequeue(out var plate))
            {
                await Task.Delay(20, CancellationToken.None);
                continue;
            }

            // The list here has it not yet: another one first.
            if (!await KnowsAsync(lane, plate))
            {
                bundled.Enqueue(plate);
                await Task.Delay(20, CancellationToken.None);
                continue;
            }

            var (arrival, crossing) = (Ids.New().ToString(), Ids.New().ToString());
            await RecordAsync(lane, "arrivals", new JsonObject { ["id"] = arrival, ["plate"] = plate, ["bound"] = "outbound" });
            await RecordAsync(lane, "crossings", new JsonObject { ["id"] = crossing, ["plate"] = plate, ["bound"] = "outbound", ["words"] = "A drill" });
            acknowledged[crossing] = plate;
        }
    }

    private static async Task<bool> KnowsAsync(Citizen lane, string plate) =>
        (await lane.GetAsync($"/api/control-point/trucks/{plate}/instruction?bound=outbound"))["instruction"]!.GetValue<string>() != "unknown";

    private sealed class Barrier
    {
        internal volatile bool IsDown;
    }

    private static async Task RecordAsync(Citizen lane, string kind, JsonObject entry)
    {
        var answer = await lane.PostAsync($"/api/control-point/{kind}", entry);
        Assert.Contains(answer["outcome"]?.GetValue<string>(), new[] { "taken", "repeated" });
    }

    private static JsonObject Consignment(int number) => new()
    {
        ["direction"] = "export",
        ["packages"] = new JsonObject { ["count"] = 10, ["kind"] = "CT", ["description"] = $"Cartons of lot {number}" },
        ["articles"] = "Cotton shirts",
        ["consignor"] = new JsonObject { ["name"] = "Harbour Garments Limited", ["address"] = "1 Hung To Road, Kwun Tong" },
        ["consignee"] = new JsonObject { ["name"] = "Nanshan Clothing", ["address"] = "1 Keji Road, Shenzhen" },
        ["expectedOn"] = HongKong.Today(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["message"] = $"truck-{number}",
    };
}

/// <summary>The centre on its embedded database.</summary>
public sealed class BorderKillsOnSqlite(ITestOutputHelper output) : BorderKillTests(output)
{
    [Fact]
    public async Task Killed_in_turn_centre_and_control_point_agree_on_every_truck()
    {
        var (data, gate) = (Directory.CreateTempSubdirectory("onestop-faults-"), Directory.CreateTempSubdirectory("onestop-faults-gate-"));
        await using (var centre = new Government(Government.Program, data.FullName, database: null))
        {
            await RunAsync(centre, gate.FullName);
        }

        data.Delete(recursive: true);
        gate.Delete(recursive: true);
    }
}

/// <summary>The centre on PostgreSQL.</summary>
public sealed class BorderKillsOnPostgres(ITestOutputHelper output) : BorderKillTests(output)
{
    [Fact]
    public async Task Killed_in_turn_centre_and_control_point_agree_on_every_truck()
    {
        await using var database = await TestDatabase.CreateAsync(Platform.Data.DatabaseKind.Postgres);
        var gate = Directory.CreateTempSubdirectory("onestop-faults-gate-");
        await using (var centre = new Government(Government.Program, database.DataDirectory, database.ConnectionString))
        {
            await RunAsync(centre, gate.FullName);
        }

        gate.Delete(recursive: true);
    }
}
