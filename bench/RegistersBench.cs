using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneStop.Audit;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Registers;
using OneStop.Registers.Contracts;
using OneStop.Registers.Entries;
using OneStop.Registers.Log;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Verifying;

namespace OneStop.Bench;

/// <summary>What a register's log costs, at a tenth of the register and at all of it: it should cost the same. The work is done in this process, without HTTP.</summary>
internal static class RegistersBench
{
    private const string Register = "licences";
    private const int Waiting = 20_000;
    private const int Proofs = 5_000;

    internal static async Task RunAsync(Options options)
    {
        Console.WriteLine("| database | entries | what | per second | µs CPU each (program) | (database) |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await RunAsync(options, "SQLite", null);
        await RunAsync(options, "PostgreSQL", await Postgres.CreateDatabaseAsync(options, "registers"));
    }

    private static async Task RunAsync(Options options, string name, string? database)
    {
        List<string> settings = ["--data", Path.Combine(options.Work, $"registers-{name}"), "--Jobs", "false", "--PublicPages", "false"];
        if (database is not null)
        {
            settings.AddRange(["--database", database]);
        }

        var postmaster = database is null ? 0 : await Postgres.PostmasterAsync(options);
        await using var host = OneStopApp.Build([.. settings], [new AuditModule(), new RegistersModule(), new LicencesModule()], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await host.PrepareAsync();
        var (app, loaded) = (host.Services, 0);
        foreach (var size in (int[])[options.Count / 10, options.Count])
        {
            var meter = new Meter(name, size, postmaster);
            var (from, count) = (loaded, size - loaded);
            await meter.ReportAsync("entries loaded and sequenced, in batches of 5,000", count, () => In<IRegisters>(app, registers => registers.LoadAsync(Entries(from, count, "load").ToAsyncEnumerable())));
            loaded = size;
            await AppendAsync(app, size);
            await meter.ReportAsync("waiting entries sequenced, in batches of 2,000, and signed", Waiting, () => In<Sequencer>(app, async sequencer =>
            {
                await sequencer.RunAsync(default);
                await sequencer.SignAllAsync(default);
            }));

            var bundles = new List<string>(Proofs);
            var random = new Random(1);
            await meter.ReportAsync("proofs generated", Proofs, () => ProveAsync(app, size, random, bundles));
            await meter.ReportAsync("consistency proofs generated", Proofs, () => CompareAsync(app, size, random));
            var trusted = JsonNode.Parse(bundles[0])!["keys"]!.AsArray().Select(key => VerifierKey.Parse(key!.GetValue<string>())!).ToList();
            await meter.ReportAsync("proofs verified", Proofs, () => Task.Run(() => Verify(bundles, trusted)));
            await meter.ReportAsync("entries verified with the whole register", size, () => VerifyAllAsync(app));
        }
    }

    /// <summary>Written as the program writes them between times, in writes of a thousand: entries without a place.</summary>
    private static async Task AppendAsync(IServiceProvider services, int size)
    {
        foreach (var group in Entries(size, Waiting, "append").Chunk(1_000))
        {
            await In<Writes>(services, writes => writes.RunAsync(async write =>
            {
                var db = write.Get<RegistersDb>();
                var entries = group.Select(entry => StoredEntry.From(entry with { Key = "W" + entry.Key }, 1, DateTimeOffset.UnixEpoch)).ToList();
                await db.InsertManyAsync(entries);
                await db.InsertManyAsync(entries.Select(entry => new WaitingEntry { Register = Register, Key = entry.Key, Number = 1, RecordedAt = entry.RecordedAt }));
            }));
        }
    }

    private static async Task ProveAsync(IServiceProvider services, int size, Random random, List<string> bundles)
    {
        for (var i = 0; i < Proofs; i++)
        {
            await In<ReadLog>(services, async log => bundles.Add(JsonSerializer.Serialize(
                await log.ProveAsync(Register, Key(random.Next(size)), 1, default) ?? throw new InvalidOperationException("An entry has no proof."), JsonSerializerOptions.Web)));
        }
    }

    private static async Task CompareAsync(IServiceProvider services, int size, Random random)
    {
        for (var i = 0; i < Proofs; i++)
        {
            await In<ReadLog>(services, log => log.ConsistencyAsync(Register, random.Next(1, size), size, default));
        }
    }

    private static void Verify(List<string> bundles, List<VerifierKey> trusted)
    {
        if (bundles.Find(bundle => !ProofFile.Check(bundle, trusted).Holds) is { } wrong)
        {
            throw new InvalidOperationException($"A proof does not hold: {wrong}");
        }
    }

    private static async Task VerifyAllAsync(IServiceProvider services)
    {
        var output = new StringWriter();
        if (await RegistersModule.VerifyRegisterAsync(services, Register, output, default) != 0)
        {
            throw new InvalidOperationException(output.ToString());
        }
    }

    private static async Task In<T>(IServiceProvider services, Func<T, Task> work)
        where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    private static string Key(int index) => index.ToString("D8", CultureInfo.InvariantCulture);

    private static IEnumerable<NewEntry> Entries(int from, int count, string cause) => Enumerable.Range(from, count).Select(i => new NewEntry(
        Register, Key(i), new DateOnly(1997, 7, 1).AddDays(i % 10_000), cause,
        new JsonObject
        {
            ["holder"] = $"Holder {i} Trading Company Limited",
            ["holderChinese"] = $"第{i}持牌人貿易有限公司",
            ["premises"] = new JsonArray($"{i % 300} Nathan Road", "Kowloon"),
            ["conditions"] = new JsonArray("No live poultry", "Open to 23:00"),
            ["feeCents"] = 172_000,
            ["status"] = "live",
        }));

    private sealed class LicencesModule : IModule
    {
        public string Name => "Licences";

        public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddRegister(new RegisterDefinition(Register, "fehd", "licences.register"));
    }

    private sealed record Meter(string Database, int Size, int Postmaster)
    {
        internal async Task ReportAsync(string what, int count, Func<Task> work)
        {
            var (since, program, engine) = (Stopwatch.GetTimestamp(), Processes.Cpu(Environment.ProcessId), Engine());
            await work();
            var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {Database} | {Size:N0} | {what} | {count / seconds:N0} | {(Processes.Cpu(Environment.ProcessId) - program) / count * 1e6:0} | {(Postmaster == 0 ? "in the program's" : ((Engine() - engine) / count * 1e6).ToString("0", CultureInfo.InvariantCulture))} |"));
        }

        private double Engine() => Postmaster == 0 ? 0 : Postgres.Cpu(Postmaster);
    }
}
