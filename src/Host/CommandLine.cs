using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OneStop.Accounts;
using OneStop.Audit.Contracts;
using OneStop.Companies;
using OneStop.Filings;
using OneStop.Observatory;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Registers;
using OneStop.RoadCargo;

namespace OneStop.Host;

/// <summary>The program's command line; without a command it serves.</summary>
internal static class CommandLine
{
    private const string TrialCompanies = "200";
    private static readonly TimeSpan SaveWatch = TimeSpan.FromSeconds(0.5);

    private const string Help =
        """
        onestop [serve]                         serves the government
        onestop generate companies --count N    fills the companies register with N generated companies
        onestop simulate weather --speed 600x   plays a typhoon day to a running government (--url)
        onestop simulate road-cargo --rate 10x  plays days of trucks to a running government (--days, --trucks, --url)
        onestop control-point                   serves one control point by itself, with the centre or without it (--centre, --point)
        onestop verify FILE                     checks a proof of a register without a database (--key NAME+ID+KEY, once or more)
        onestop verify --register NAME          reads a whole register and names every row that was tampered with
        onestop eservice check FILE...          says what is wrong with files that define e-services, with line and cure
        onestop eservice try FILE               opens a government for trial with that e-service; each saved change is online at once
        onestop eservice schema                 prints the JSON Schema of such files
        onestop audit verify                    checks the audit trail's chain
        onestop events parked                   lists events whose handlers failed too often
        onestop events retry                    lets them be tried again
        onestop help                            this text

        Options for all: --data DIR  --database sqlite | CONNECTION-STRING
        Options to serve: --urls http://HOST:PORT  --PublicUrl https://NAME  --Demo true|false
        Settings can also stand in the environment or in appsettings.json: docs/operator-guide.md
        """;

    internal static async Task<int> RunAsync(string[] args)
    {
        var words = args.TakeWhile(arg => !arg.StartsWith('-')).ToArray();
        var options = args[words.Length..];
        switch (words)
        {
            case [] or ["serve"]:
                return await ServeAsync(options);
            case ["generate", "companies"]:
                return await GenerateCompaniesAsync(options);
            case ["simulate", "weather"]:
                return await ObservatoryModule.SimulateAsync(options, Console.Out, CancellationToken.None);
            case ["simulate", "road-cargo"]:
                return await RoadCargoModule.SimulateAsync(options, Console.Out, CancellationToken.None);
            case ["control-point"]:
                return await RoadCargoModule.ServeControlPointAsync(options, Console.Out, CancellationToken.None);
            case ["verify", var file]:
                return await RegistersModule.VerifyFileAsync(file, Values(options, "--key"), Console.Out, CancellationToken.None);
            case ["verify"] when Values(options, "--register") is [var register]:
                return await VerifyRegisterAsync(register, options);
            case ["eservice", "check", _, ..]:
                return FilingsModule.CheckEServices(words[2..], Console.Out);
            case ["eservice", "try", var file]:
                return await TryEServiceAsync(file, options);
            case ["eservice", "schema"]:
                Console.WriteLine(FilingsModule.EServiceSchema);
                return 0;
            case ["audit", "verify"]:
                return await VerifyAuditAsync(options);
            case ["events", "parked"]:
                return await ListParkedAsync(options);
            case ["events", "retry"]:
                return await RetryParkedAsync(options);
            case ["help"]:
                Console.WriteLine(Help);
                return 0;
            default:
                Console.Error.WriteLine($"There is no command '{string.Join(' ', words)}'.\n\n{Help}");
                return 2;
        }
    }

    private static WebApplication Build(string[] options) => OneStopApp.Build(options, Modules.All, builder =>
    {
        builder.Configuration.AddInMemoryCollection(Laptop(builder.Configuration));
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
    }, MakeModels);

    /// <summary>On another core, while the pages are put together. Who needs one sooner makes it.</summary>
    private static void MakeModels(WebApplication app) => _ = Task.Run(async () =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var module in app.Services.GetServices<ModuleDbType>())
        {
            _ = ((ModuleDb)scope.ServiceProvider.GetRequiredService(module.Type)).Model;
        }
    });

    /// <summary>Demonstration officers sign in with a password alone, unless somebody says otherwise.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Laptop(ConfigurationManager configuration)
    {
        if (configuration.GetValue<bool>("Demo") && configuration["Accounts:OfficersNeedSecondFactor"] is null)
        {
            yield return new("Accounts:OfficersNeedSecondFactor", "false");
        }
    }

    private static async Task<int> ServeAsync(string[] options)
    {
        var since = Stopwatch.GetTimestamp();
        await using var app = Build(options);
        await app.PrepareAsync();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"OneStop is ready at {address} after {Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        if (app.Configuration.GetValue<bool>("Demo"))
        {
            Console.WriteLine($"Demonstration accounts (password {app.Configuration["Demo:Password"] ?? AccountsModule.DemoPassword}):");
            foreach (var (email, role) in AccountsModule.DemoAccounts)
            {
                Console.WriteLine($"  {email,-32} {role}");
            }

            Console.WriteLine($"Its mail arrives at {address}/en/mailbox");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> TryEServiceAsync(string file, string[] options)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"There is no file {file}. Write one as docs/eservice-guide.md says, or copy one from eservices/.");
            return 2;
        }

        var seen = File.GetLastWriteTimeUtc(file);
        while (FilingsModule.CheckEServices([file], Console.Out) != 0)
        {
            Console.WriteLine("Mend the file and save it: the trial begins then.");
            while (File.GetLastWriteTimeUtc(file) == seen)
            {
                await Task.Delay(SaveWatch);
            }

            seen = File.GetLastWriteTimeUtc(file);
        }

        var data = Directory.CreateTempSubdirectory("onestop-try-");
        try
        {
            var code = Path.GetFileNameWithoutExtension(file);
            Console.WriteLine($"Open /en/services/{code} at the address below; sign in as amy.chan@demo.example{(FilingsModule.DeskOfEService(file) is { } desk ? $", decide as officer@demo.example ({desk})" : "")}. Ctrl+C ends the trial.");
            return await ServeAsync(
            [
                "--data", data.FullName, "--Demo", "true", "--Demo:Companies", TrialCompanies, "--Observatory:Demonstration", "false", "--EServices:File", Path.GetFullPath(file),
                .. FilingsModule.DeskOfEService(file) is { } post ? (string[])["--Demo:Officer", post] : [], .. options,
            ]);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> GenerateCompaniesAsync(string[] options)
    {
        await using var app = Build([.. options, "--Demo", "false"]);
        await app.PrepareAsync();
        var count = app.Configuration.GetValue("count", 100_000);
        var since = Stopwatch.GetTimestamp();
        await CompaniesModule.GenerateAsync(app.Services, count, CancellationToken.None);
        Console.WriteLine($"{count} companies in {Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        return 0;
    }

    private static async Task<int> ListParkedAsync(string[] options)
    {
        await using var app = Build([.. options, "--Demo", "false"]);
        await app.PrepareAsync();
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var parked in await scope.ServiceProvider.GetRequiredService<ParkedEvents>().ListAsync())
        {
            Console.WriteLine($"{parked.EventId}  {parked.EventName}  {parked.Subscriber}: {parked.LastError}");
        }

        return 0;
    }

    private static async Task<int> RetryParkedAsync(string[] options)
    {
        await using var app = Build([.. options, "--Demo", "false"]);
        await app.PrepareAsync();
        await using var scope = app.Services.CreateAsyncScope();
        Console.WriteLine($"{await scope.ServiceProvider.GetRequiredService<ParkedEvents>().RetryAsync()} deliveries wait again.");
        return 0;
    }

    private static List<string> Values(string[] options, string name) => [.. options.Zip(options.Skip(1)).Where(pair => pair.First == name).Select(pair => pair.Second)];

    private static async Task<int> VerifyRegisterAsync(string register, string[] options)
    {
        await using var app = Build([.. options, "--Demo", "false"]);
        await app.PrepareAsync();
        return await RegistersModule.VerifyRegisterAsync(app.Services, register, Console.Out, CancellationToken.None);
    }

    private static async Task<int> VerifyAuditAsync(string[] options)
    {
        await using var app = Build([.. options, "--Demo", "false"]);
        await app.PrepareAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<IAuditChain>().VerifyAsync();
        Console.WriteLine(verdict);
        return verdict.Intact ? 0 : 1;
    }
}
