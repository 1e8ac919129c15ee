using System.Text.Json.Nodes;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Faults.Tests;

/// <summary>
/// Companies are formed by the JSON API while the real process is killed, at a random moment between the submission of one and its
/// completion, and started again. Afterwards each is there exactly once, paid exactly once, and nothing hangs.
/// </summary>
public abstract class KillTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const string Password = "Victoria-Harbour-2012";
    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(1800);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private protected async Task RunAsync(Government government, Func<int, Task>? afterKill)
    {
        var seed = Environment.GetEnvironmentVariable("ONESTOP_TEST_SEED") is { } given ? int.Parse(given) : Environment.ProcessId;
        output.WriteLine($"ONESTOP_TEST_SEED={seed}");
        var random = new Random(seed);
        await government.StartAsync();
        using var amy = await Citizen.SignInAsync(government.Address, "amy.chan@demo.example", Password);
        using var ben = await Citizen.SignInAsync(government.Address, "ben.wong@demo.example", Password);
        using var end = new CancellationTokenSource();
        var foundings = new List<Founding>();
        var drives = new List<Task>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var founding = new Founding(amy, ben, 1000 + kill);
            foundings.Add(founding);
            drives.Add(founding.DriveAsync(end.Token));
            await Task.WhenAny(founding.Submitting.Task, drives[^1]);
            await Task.Delay(random.NextDouble() * LongestLife);
            await government.KillAsync();
            await (afterKill?.Invoke(kill) ?? Task.CompletedTask);
            await government.StartAsync();
            Assert.DoesNotContain(drives, drive => drive.IsFaulted);
        }

        end.CancelAfter(Patience);
        try
        {
            await Task.WhenAll(drives);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"These hang: {string.Join("; ", foundings.Where(founding => founding.State != "completed").Select(founding => $"{founding.Name} {founding.State}"))}\n{government.Log}");
        }

        await CheckAsync(government, foundings, amy);
    }

    private static async Task CheckAsync(Government government, List<Founding> foundings, Citizen amy)
    {
        var records = new Records(government);
        await Kit.Eventually.TrueAsync(async () => await records.NumberAsync("SELECT count(*) FROM platform_deliveries WHERE state = 'Waiting'") == 0);
        Assert.Equal(0, await records.NumberAsync("SELECT count(*) FROM platform_deliveries WHERE state = 'Parked'"));

        foreach (var founding in foundings)
        {
            Assert.Equal("completed", founding.State);
            var found = (await amy.GetAsync($"/api/companies?q={Uri.EscapeDataString(founding.Name)}"))["items"]!.AsArray();
            Assert.Single(found, company => company!["nameEnglish"]!.GetValue<string>() == founding.Name.ToUpperInvariant() || company["nameEnglish"]!.GetValue<string>() == founding.Name);
            Assert.Equal("succeeded", founding.Last!["payment"]!["state"]!.GetValue<string>());
            Assert.Equal(1, await records.NumberAsync($"SELECT count(*) FROM registers_entries WHERE register = 'companies' AND cause = 'filing/{founding.FilingId}'"));
        }

        await CheckMoneyAsync(records, foundings.Count, await amy.GetAsync("/simulator/api/book"));
        Assert.Contains("intact", await government.RunAsync("audit", "verify"), StringComparison.Ordinal);
    }

    private static async Task CheckMoneyAsync(Records records, int companies, JsonNode book)
    {
        Assert.Equal(0, await records.NumberAsync("SELECT sum(cents) FROM payments_postings"));
        Assert.Equal(0, await records.NumberAsync("SELECT count(*) FROM (SELECT entry_number FROM payments_postings GROUP BY entry_number HAVING sum(cents) <> 0) unbalanced"));
        Assert.Equal(companies, await records.NumberAsync("SELECT count(*) FROM payments_ledger_entries WHERE kind = 'Capture'"));
        Assert.Equal(companies, await records.NumberAsync("SELECT count(*) FROM payments_receipts"));
        Assert.Equal(companies, await records.NumberAsync("SELECT max(serial) FROM payments_receipts"));
        var captured = await records.NumberAsync("SELECT sum(cents) FROM payments_receipts");
        long OfBook(string kind) => book["totals"]!.AsArray().Where(total => total!["kind"]!.GetValue<string>().Equals(kind, StringComparison.OrdinalIgnoreCase)).Sum(total => Math.Abs(total!["amountCents"]!.GetValue<long>()));
        Assert.Equal(OfBook("payment") - OfBook("refund"), captured);
    }
}

/// <summary>The program on its embedded database.</summary>
public sealed class KillsOnSqlite(ITestOutputHelper output) : KillTests(output)
{
    [Fact]
    public async Task Killed_at_fifty_random_moments_every_company_is_formed_once_and_paid_once()
    {
        var data = Directory.CreateTempSubdirectory("onestop-faults-");
        await using (var government = new Government(Government.Program, data.FullName, database: null))
        {
            await RunAsync(government, afterKill: null);
        }

        data.Delete(recursive: true);
    }
}

/// <summary>The database server crashes too, at every fifth kill.</summary>
public sealed class KillsOnPostgres(ITestOutputHelper output) : KillTests(output)
{
    [Fact]
    public async Task Killed_at_fifty_random_moments_every_company_is_formed_once_and_paid_once()
    {
        await using var postgres = await DurablePostgres.StartAsync();
        var data = Directory.CreateTempSubdirectory("onestop-faults-");
        await using (var government = new Government(Government.Program, data.FullName, postgres.ConnectionString))
        {
            await RunAsync(government, afterKill: kill => kill % 5 == 0 ? postgres.CrashAndRecoverAsync() : Task.CompletedTask);
        }

        data.Delete(recursive: true);
    }
}
