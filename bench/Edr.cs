using System.Globalization;

namespace OneStop.Bench;

/// <summary>EDR position queries on the whole forecast grid, each at a place of its own: CPU for each, what one core could answer, latency.</summary>
internal static class Edr
{
    private const int Rounds = 5;
    private const int Seconds = 3;
    private const int Warming = 20;
    private const int Connections = 8;

    internal static async Task RunAsync(Options options)
    {
        await using var onestop = await Server.OneStopAsync(options, Path.Combine(options.Work, "edr"), companies: 10);
        using var http = new HttpClient { BaseAddress = onestop.Address };
        var hour = TimeProvider.System.GetUtcNow().AddHours(6).ToString("yyyy-MM-ddTHH':00:00Z'", CultureInfo.InvariantCulture);
        (string Name, string Query)[] questions =
        [
            ("one parameter, one hour", $"&parameter-name=temperature&datetime={hour}"),
            ("six parameters, one hour", $"&datetime={hour}"),
            ("one parameter, 217 hours", "&parameter-name=temperature"),
            ("six parameters, 217 hours", ""),
        ];

        // Until the runtime has compiled the path for good.
        await AskAsync(onestop, options, "", Warming);
        Console.WriteLine("| position query | bytes | µs CPU | per second and core | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, query) in questions)
        {
            var bytes = (await http.GetByteArrayAsync($"/ogc/collections/forecast/position?coords=POINT(114.1742%2022.3019){query}")).Length;
            await AskAsync(onestop, options, query, Seconds);
            var rounds = new List<(double Micros, Wrk.Result Result)>();
            for (var round = 0; round < Rounds; round++)
            {
                var before = onestop.CpuSeconds;
                var result = await AskAsync(onestop, options, query, Seconds);
                if (result.Errors > 0)
                {
                    throw new InvalidOperationException($"{name}: {result.Errors} answers were errors.");
                }

                rounds.Add(((onestop.CpuSeconds - before) / result.Requests * 1e6, result));
            }

            var (micros, best) = rounds.OrderBy(round => round.Micros).ElementAt(Rounds / 4);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes} | {micros:0.0} | {1e6 / micros:0} | {best.P50Milliseconds:0.00} | {best.P99Milliseconds:0.00} |"));
        }
    }

    private static async Task<Wrk.Result> AskAsync(Server onestop, Options options, string query, int seconds)
    {
        var script = Path.Combine(options.Work, "edr.lua");
        await File.WriteAllTextAsync(script, Places(query));
        return await Wrk.RunAsync(onestop.Address, Connections, seconds, script);
    }

    private static string Places(string query) =>
        $"""
        math.randomseed(1)
        request = function()
          local longitude = 113.8 + math.random() * 0.7
          local latitude = 22.1 + math.random() * 0.5
          return wrk.format("GET", string.format("/ogc/collections/forecast/position?coords=POINT(%.4f%%20%.4f){query}", longitude, latitude))
        end
        """;
}
