using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OneStop.Bench;

/// <summary>Search and name check over HTTP on a register of 1.5 million companies, one after another, both databases.</summary>
internal static class Search
{
    private const int Queries = 1000;

    internal static async Task RunAsync(Options options)
    {
        var postgres = await Postgres.CreateDatabaseAsync(options, "search");
        Console.WriteLine($"{options.Count:N0} companies");
        var postmaster = await Postgres.PostmasterAsync(options);
        Console.WriteLine("| database | what | p50 ms | p95 ms | p99 ms | worst ms | CPU ms for each |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, database) in new[] { ("SQLite", null), ("PostgreSQL", postgres) })
        {
            var data = Path.Combine(options.Work, "search-" + name);
            await GenerateAsync(options, data, database);
            await using var server = await Server.OneStopAsync(options, data, database, demo: false);
            using var http = new HttpClient { BaseAddress = server.Address };
            var names = await SampleAsync(http);
            var random = new Random(1);
            double Cpu() => server.CpuSeconds + (database is null ? 0 : Postgres.Cpu(postmaster));
            string Pick() => names[random.Next(names.Count)];

            await ReportAsync(name, Cpu, "search: two Chinese characters", () => http.GetAsync($"/api/companies?q={Uri.EscapeDataString(Piece(random, Chinese(Pick()), 2))}"));
            await ReportAsync(name, Cpu, "search: four Chinese characters", () => http.GetAsync($"/api/companies?q={Uri.EscapeDataString(Piece(random, Chinese(Pick()), 4))}"));
            await ReportAsync(name, Cpu, "search: one English word and a beginning", () => http.GetAsync($"/api/companies?q={Uri.EscapeDataString(WordAndBeginning(English(Pick())))}"));
            await ReportAsync(name, Cpu, "search: whole English name", () => http.GetAsync($"/api/companies?q={Uri.EscapeDataString(English(Pick()))}"));
            await ReportAsync(name, Cpu, "name check", () => http.PostAsJsonAsync("/api/names/check", new { english = English(Pick()), chinese = Chinese(Pick()) }));
        }
    }

    private static async Task GenerateAsync(Options options, string data, string? database)
    {
        var since = Stopwatch.GetTimestamp();
        var arguments = new List<string> { "generate", "companies", "--count", options.Count.ToString(CultureInfo.InvariantCulture), "--data", data };
        if (database is not null)
        {
            arguments.AddRange(["--database", database]);
        }

        using var generate = Process.Start(new ProcessStartInfo(options.Program, arguments) { RedirectStandardOutput = true })!;
        await generate.WaitForExitAsync();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"generated in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s"));
    }

    private static async Task<List<string>> SampleAsync(HttpClient http)
    {
        var names = new List<string>();
        foreach (var query in new[] { "國際", "發展", "貿易", "trading", "holdings", "香港", "投資" })
        {
            var page = JsonNode.Parse(await http.GetStringAsync($"/api/companies?limit=100&q={Uri.EscapeDataString(query)}"))!["items"]!.AsArray();
            names.AddRange(page.Select(item => $"{item!["nameEnglish"]}|{item["nameChinese"]}"));
        }

        return [.. names.Where(name => name.Split('|') is [{ Length: > 8 }, { Length: > 6 }])];
    }

    private static string English(string name) => name.Split('|')[0];

    private static string Chinese(string name) => name.Split('|')[1];

    private static string Piece(Random random, string text, int length) => text.Substring(random.Next(text.Length - length - 3), length);

    private static string WordAndBeginning(string name) => name.Split(' ') is [var first, var second, ..] ? $"{first} {second[..Math.Min(3, second.Length)]}" : name;

    private static async Task ReportAsync(string database, Func<double> cpu, string what, Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < 50; i++)
        {
            (await ask()).EnsureSuccessStatusCode();
        }

        var (times, before) = (new List<double>(Queries), cpu());
        for (var i = 0; i < Queries; i++)
        {
            var since = Stopwatch.GetTimestamp();
            using var answer = await ask();
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {database} | {what} | {times[Queries / 2]:0.0} | {times[Queries * 95 / 100]:0.0} | {times[Queries * 99 / 100]:0.0} | {times[^1]:0.0} | {(cpu() - before) / Queries * 1000:0.0} |"));
    }
}
