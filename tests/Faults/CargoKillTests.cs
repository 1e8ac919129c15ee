using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using OneStop.Platform.Texts;

namespace OneStop.Faults.Tests;

/// <summary>
/// Consignments are lodged from many sides while the real process is killed and started again. Afterwards every number that was
/// acknowledged is there, each message was taken once, and the numbers given out have no gap.
/// </summary>
public abstract class CargoKillTests(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int Lodgers = 8;
    private const string Password = "Victoria-Harbour-2012";
    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(2500);

    private protected async Task RunAsync(Government government, Func<int, Task>? afterKill)
    {
        var seed = Environment.GetEnvironmentVariable("ONESTOP_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.ProcessId;
        output.WriteLine($"ONESTOP_TEST_SEED={seed}");
        var random = new Random(seed);
        await government.StartAsync();
        using var shipper = await Citizen.SignInAsync(government.Address, "shipper@demo.example", Password);
        using var end = new CancellationTokenSource();
        var acknowledged = new ConcurrentDictionary<string, string>();
        var lodging = Enumerable.Range(0, Lodgers).Select(lodger => LodgeAsync(shipper, lodger, acknowledged, end.Token)).ToList();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = acknowledged.Count;
            await Kit.Eventually.TrueAsync(() => Task.FromResult(acknowledged.Count > before + Lodgers));
            await Task.Delay(random.NextDouble() * LongestLife);
            await government.KillAsync();
            await (afterKill?.Invoke(kill) ?? Task.CompletedTask);
            await government.StartAsync();
        }

        await end.CancelAsync();
        await Task.WhenAll(lodging);
        output.WriteLine($"{acknowledged.Count} acknowledged");
        await CheckAsync(new Records(government), acknowledged);
        Assert.Contains("intact", await government.RunAsync("audit", "verify"), StringComparison.Ordinal);
    }

    /// <summary>One message after another; each is sent until it is answered, however often the government went away meanwhile.</summary>
    private static async Task LodgeAsync(Citizen shipper, int lodger, ConcurrentDictionary<string, string> acknowledged, CancellationToken ct)
    {
        for (var number = 0; !ct.IsCancellationRequested; number++)
        {
            var many = number % 5 == 0 ? 3 : 1;
            var name = string.Create(CultureInfo.InvariantCulture, $"kill-{lodger}-{number}");
            var bodies = Enumerable.Range(0, many).Select(item => Body($"{name}-{item}")).ToArray();
            // Not cancelled: what was sent is sent until its answer is known.
            var answer = await shipper.PostAsync("/api/road-cargo/consignments", many == 1 ? bodies[0] : new JsonArray(bodies), ct: CancellationToken.None);
            var items = answer is JsonObject one && one["items"] is JsonArray list ? [.. list.Select(item => item!)] : new List<JsonNode> { answer };
            for (var item = 0; item < many; item++)
            {
                Assert.True(acknowledged.TryAdd($"{name}-{item}", items[item]["ccrn"]!.GetValue<string>()));
            }
        }
    }

    private static async Task CheckAsync(Records records, ConcurrentDictionary<string, string> acknowledged)
    {
        var stored = (await records.RowsAsync("SELECT ccrn, message FROM roadcargo_consignments WHERE message LIKE 'kill-%'"))
            .Select(row => (Ccrn: Convert.ToString(row[0], CultureInfo.InvariantCulture)!, Message: (string)row[1])).ToList();
        Assert.True(acknowledged.Count > Kills * Lodgers);
        Assert.Equal(stored.Count, stored.Select(row => row.Message).Distinct().Count());
        Assert.Equal(acknowledged.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Value, one.Key)), stored.OrderBy(row => row.Message, StringComparer.Ordinal));

        // The last digit is the check digit: what is before it counts, from the first number of the series on.
        var (numbers, last) = (await records.NumberAsync("SELECT count(*) FROM roadcargo_consignments"), await records.NumberAsync("SELECT last FROM roadcargo_series"));
        Assert.Equal(numbers, last);
        Assert.Equal(numbers, await records.NumberAsync("SELECT max(ccrn / 10) - min(ccrn / 10) + 1 FROM roadcargo_consignments"));
        Assert.Equal(1, await records.NumberAsync("SELECT count(*) FROM roadcargo_series"));
    }

    private static JsonNode Body(string message) => new JsonObject
    {
        ["direction"] = "export",
        ["packages"] = new JsonObject { ["count"] = 12, ["kind"] = "CT", ["description"] = "cartons" },
        ["articles"] = "men's cotton shirts",
        ["consignor"] = new JsonObject { ["name"] = "Harbour Garments Limited", ["address"] = "8 Wing Lok Street" },
        ["consignee"] = new JsonObject { ["name"] = "深圳海港", ["address"] = "深圳市" },
        ["expectedOn"] = HongKong.Today(TimeProvider.System).AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["message"] = message,
    };
}

public sealed class CargoKillsOnSqlite(ITestOutputHelper output) : CargoKillTests(output)
{
    [Fact]
    public async Task Killed_under_load_every_acknowledged_number_is_there_once_and_without_a_gap()
    {
        var data = Directory.CreateTempSubdirectory("onestop-faults-");
        await using (var government = new Government(Government.Program, data.FullName, database: null))
        {
            await RunAsync(government, afterKill: null);
        }

        data.Delete(recursive: true);
    }
}

/// <summary>The database server crashes too, at every third kill.</summary>
public sealed class CargoKillsOnPostgres(ITestOutputHelper output) : CargoKillTests(output)
{
    [Fact]
    public async Task Killed_under_load_every_acknowledged_number_is_there_once_and_without_a_gap()
    {
        await using var postgres = await DurablePostgres.StartAsync();
        var data = Directory.CreateTempSubdirectory("onestop-faults-");
        await using (var government = new Government(Government.Program, data.FullName, postgres.ConnectionString))
        {
            await RunAsync(government, afterKill: kill => kill % 3 == 0 ? postgres.CrashAndRecoverAsync() : Task.CompletedTask);
        }

        data.Delete(recursive: true);
    }
}
