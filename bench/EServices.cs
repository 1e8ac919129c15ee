using System.Globalization;

namespace OneStop.Bench;

/// <summary>What e-services as files cost: start, memory and the processor's time of a request with 1, 20 and 100 of them, each of 12 questions.</summary>
internal static class EServices
{
    private const int Requests = 2000;

    internal static async Task RunAsync(Options options)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "library-card.yaml"));
        Console.WriteLine("| e-services | ready s | CPU until ready s | idle MB | CPU ms for a form's schema | CPU ms for a catalogue entry |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var count in new[] { 1, 20, 100 })
        {
            var folder = Directory.CreateDirectory(Path.Combine(options.Work, $"eservices-{count}")).FullName;
            for (var i = 0; i < count; i++)
            {
                var code = $"card-{i}";
                await File.WriteAllTextAsync(Path.Combine(folder, code + ".yaml"), text
                    .Replace("eservice: library-card", $"eservice: {code}", StringComparison.Ordinal).Replace("name: library-cards", $"name: cards-{i}", StringComparison.Ordinal));
            }

            var data = Path.Combine(options.Work, $"eservices-data-{count}");
            // Once to migrate and to keep the versions, then as it always starts.
            await (await Server.OneStopAsync(options, data, demo: false, more: ["--EServices:Folder", folder])).DisposeAsync();
            await using var server = await Server.OneStopAsync(options, data, demo: false, more: ["--EServices:Folder", folder]);
            var started = server.CpuSeconds;
            using var http = new HttpClient { BaseAddress = server.Address };
            var schema = await CostAsync(server, http, $"/api/eservices/card-{count - 1}/schema");
            var entry = await CostAsync(server, http, $"/api/services/card-{count - 1}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {count} | {server.Ready.TotalSeconds:0.00} | {started:0.00} | {server.ResidentMegabytes} | {schema:0.000} | {entry:0.000} |"));
        }
    }

    private static async Task<double> CostAsync(Server server, HttpClient http, string path)
    {
        for (var i = 0; i < Requests; i++)
        {
            await http.GetByteArrayAsync(path);
        }

        var before = server.CpuSeconds;
        for (var i = 0; i < Requests; i++)
        {
            await http.GetByteArrayAsync(path);
        }

        return (server.CpuSeconds - before) / Requests * 1000;
    }
}
