using System.Globalization;

namespace OneStop.Bench;

/// <summary>How soon the program answers, with demonstration data in place, and what it holds when idle.</summary>
internal static class Start
{
    private const int Rounds = 5;

    internal static async Task RunAsync(Options options)
    {
        var postgres = await Postgres.CreateDatabaseAsync(options, "start");
        Console.WriteLine("| database | first start with 100,000 companies s | cold start s (median of 5) | CPU s | idle MB after the front page |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, database) in new[] { ("SQLite", null), ("PostgreSQL", postgres) })
        {
            var data = Path.Combine(options.Work, "start-" + name);
            TimeSpan first;
            await using (var server = await Server.OneStopAsync(options, data, database))
            {
                first = server.Ready;
            }

            var (ready, cpu, memory) = (new List<double>(), new List<double>(), 0L);
            for (var round = 0; round < Rounds; round++)
            {
                await using var server = await Server.OneStopAsync(options, data, database);
                ready.Add(server.Ready.TotalSeconds);
                cpu.Add(server.CpuSeconds);
                using var http = new HttpClient { BaseAddress = server.Address };
                await http.GetStringAsync("/en");
                await Task.Delay(2000);
                memory = server.ResidentMegabytes;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {first.TotalSeconds:0.0} | {ready.Order().ElementAt(Rounds / 2):0.00} | {cpu.Order().ElementAt(Rounds / 2):0.00} | {memory} |"));
        }
    }
}
