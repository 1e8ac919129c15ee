using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform;

namespace OneStop.RoadCargo.Gate;

/// <summary><c>onestop control-point</c> from the command line.</summary>
internal static class ServeControlPoint
{
    private const string Help =
        "onestop control-point --centre URL --point LMC --email ADDRESS --password PASSWORD --key SECRET [--data DIR] [--urls http://HOST:PORT]\n" +
        "Serves one control point from a store of its own, with the centre or without it.";

    internal static async Task<int> RunAsync(string[] options, TextWriter log, CancellationToken ct)
    {
        var given = new ConfigurationBuilder().AddInMemoryCollection(Environment()).AddCommandLine(options).Build();
        if (GateOptions.Problems(given).ToList() is { Count: > 0 } problems)
        {
            await log.WriteLineAsync($"{string.Join('\n', problems)}\n\n{Help}");
            return 2;
        }

        await using var app = Build(options);
        await app.PrepareAsync(ct);
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await log.WriteLineAsync($"The control point is ready at {address}.");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    internal static WebApplication Build(string[] options, Action<WebApplicationBuilder>? configure = null) => OneStopApp.Build(options, [new GateModule()], builder =>
    {
        builder.Configuration.AddInMemoryCollection([.. Environment().Where(setting => builder.Configuration[setting.Key] is null), new("database", "sqlite"), new("Jobs", "false"), new("Demo", "false")]);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("System.Net.Http", LogLevel.Warning);
        configure?.Invoke(builder);
    });

    /// <summary>Secrets may stand in the environment, where no list of processes shows them.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Environment() =>
        ((string[])["password", "key"])
            .Select(name => new KeyValuePair<string, string?>(name, System.Environment.GetEnvironmentVariable($"ONESTOP_CONTROL_POINT_{name.ToUpperInvariant()}")))
            .Where(setting => setting.Value is not null);
}
