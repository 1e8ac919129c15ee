using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Accounts;

namespace OneStop.Bench;

/// <summary>
/// Readings taken in over HTTP, each answered after its commit is durable: in requests of 100 and of 1, on both databases. Every reading
/// is new, checked against its neighbours, and moves its series' latest value; all stations send at once, each second in its turn. Pages are
/// not published meanwhile (<c>bench/run pages</c> measures them).
/// </summary>
internal static class Readings
{
    private const int Connections = 32;
    private const int Seconds = 10;
    private const int WarmUps = 2;
    private const int Rounds = 3;

    internal static async Task RunAsync(Options options)
    {
        Console.WriteLine("| database | readings a request | requests/s | readings/s | µs CPU a reading (program) | (database) | readings/s a core | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await RunAsync(options, "SQLite", null);
        await RunAsync(options, "PostgreSQL", await Postgres.CreateDatabaseAsync(options, "readings"));
    }

    private static async Task RunAsync(Options options, string name, string? database)
    {
        await using var server = await Server.OneStopAsync(
            options, Path.Combine(options.Work, $"readings-{name}"), database, companies: 100, more: ["--Observatory:ReadingsPerMinute", "100000000", "--Observatory:Demonstration", "false", "--PublicPages", "false"]);
        var postmaster = database is null ? 0 : await Postgres.ProcessAsync(database);
        using var http = new HttpClient { BaseAddress = server.Address };
        var answer = await http.PostAsJsonAsync("/api/session", new { email = "stations@demo.example", password = AccountsModule.DemoPassword });
        answer.EnsureSuccessStatusCode();
        string[] headers = [$"Authorization: Bearer {(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]}", "Content-Type: application/json"];
        var (from, script) = (0L, Path.Combine(options.Work, "readings.lua"));
        await File.WriteAllTextAsync(script, Script);
        foreach (var batch in (int[])[100, 1])
        {
            var figures = new List<(double PerSecond, double Program, double Database, double P99)>();
            for (var round = 0; round < WarmUps + Rounds; round++)
            {
                Environment.SetEnvironmentVariable("FROM", from.ToString(CultureInfo.InvariantCulture));
                Environment.SetEnvironmentVariable("BATCH", batch.ToString(CultureInfo.InvariantCulture));
                var (program, engine) = (server.CpuSeconds, Cpu(postmaster));
                var result = await Wrk.RunAsync(new Uri(server.Address, "/api/weather/readings"), Connections, Seconds, script, headers);
                if (result.Errors > 0)
                {
                    throw new InvalidOperationException($"{result.Errors} of {result.Requests} requests were refused.");
                }

                var readings = result.Requests * (double)batch;
                from += (result.Requests + Connections) * batch;
                if (round >= WarmUps && result.Requests > 0)
                {
                    figures.Add((result.PerSecond, (server.CpuSeconds - program) / readings * 1e6, (Cpu(postmaster) - engine) / readings * 1e6, result.P99Milliseconds));
                }
            }

            var (perSecond, ours, theirs, p99) = figures.OrderBy(figure => figure.Program + figure.Database).First();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {batch} | {perSecond:0} | {perSecond * batch:0} | {ours:0.0} | {theirs:0.0} | {1e6 / (ours + theirs):0} | {p99:0.0} |"));
        }
    }

    private static double Cpu(int postmaster) =>
        postmaster == 0 ? 0 : Processes.Cpu(postmaster, ended: true) + Processes.Children(postmaster).Sum(pid => Processes.Cpu(pid));

    // Reading n is that of series n mod 81 at its (n div 81)th second, from 34 days ago on: 36 million instants before they reach now.
    private const string Script =
        """
        local n, batch = tonumber(os.getenv("FROM")), tonumber(os.getenv("BATCH"))
        local stations = {"KP","HKO","HKS","TKL","LFS","TPO","SHA","TUN","JKB","SKG","CCH","HKA","SHL","SEK","TWN","TW","HKP","SKW","KLT","HPV","WTS","STY","KTG","SSP","SE1","YLP","PLC"}
        local quantities, values = {"temperature", "relativeHumidity", "rainfall"}, {21.5, 70, 0}
        local start = os.time() - 34 * 86400
        function reading()
          local series, quantity = n % 81, n % 3 + 1
          local at = os.date("!%Y-%m-%dT%H:%M:%SZ", start + math.floor(n / 81))
          n = n + 1
          return string.format('{"station":"%s","quantity":"%s","at":"%s","value":%s}', stations[math.floor(series / 3) + 1], quantities[quantity], at, values[quantity])
        end
        function request()
          if batch == 1 then return wrk.format("POST", nil, nil, reading()) end
          local all = {}
          for i = 1, batch do all[i] = reading() end
          return wrk.format("POST", nil, nil, "[" .. table.concat(all, ",") .. "]")
        end
        """;
}
