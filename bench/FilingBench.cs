using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using OneStop.Accounts;
using OneStop.Bench.Permit;

namespace OneStop.Bench;

/// <summary>Durable submissions over HTTP at 32 connections against the same SQL without a program around it, alternating rounds.</summary>
internal static class FilingBench
{
    internal const int Connections = 32;
    private const int Drafts = 150_000;
    private const int Rounds = 3;
    private const int Seconds = 5;
    private const int WarmUpSeconds = 20;

    internal static async Task RunAsync(Options options)
    {
        Console.WriteLine("| database | durability | OneStop submissions/s | p99 ms | app µs CPU | database µs CPU | same SQL alone /s | its database µs CPU | ratio | completed/s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await using (var sqlite = new SqlitePeer(Path.Combine(options.Work, "filings-sqlite", "onestop.db")))
        {
            await RunAsync(options, "SQLite", sqlite, database: null);
        }

        await using var postgres = await PostgresPeer.CreateAsync(options);
        await RunAsync(options, "PostgreSQL", postgres, postgres.ConnectionString);
    }

    private static async Task RunAsync(Options options, string name, IPeer peer, string? database)
    {
        var data = Path.Combine(options.Work, $"filings-{name.ToLowerInvariant()}");
        await using (var office = await Server.PermitOfficeAsync(data, database))
        {
            using var http = new HttpClient { BaseAddress = office.Address };
            await SignInAsync(http);
            await peer.SeedAsync(await DraftAsync(http), Drafts);
        }

        await peer.CopyAsync();
        var (ours, theirs) = (new List<Figures>(), new List<Figures>());
        var completed = 0.0;
        await using (var office = await Server.PermitOfficeAsync(data, database))
        {
            using var http = new HttpClient { BaseAddress = office.Address };
            var token = await SignInAsync(http);
            var used = Used(0, await SubmitAsync(options, office, token, from: 0, WarmUpSeconds));
            var asked = 0;
            for (var round = 0; round < Rounds; round++)
            {
                await office.RestAsync();
                var (app, server) = (office.CpuSeconds, peer.CpuSeconds);
                var result = await SubmitAsync(options, office, token, used, Seconds);
                used = Used(used, result);
                // What the submissions leave to be done a moment later (the audit chain) is in their price.
                await office.RestAsync();
                ours.Add(new(
                    result.PerSecond, result.P99Milliseconds,
                    (office.CpuSeconds - app) / result.Requests * 1e6, (peer.CpuSeconds - server) / result.Requests * 1e6));
                theirs.Add(await peer.RunAsync(from: asked, Seconds));
                asked += (int)(theirs[^1].PerSecond * Seconds * 1.5);
            }

            completed = await CompletedAsync(http, peer);
        }

        var (our, their) = (Middle(ours), Middle(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {peer.Durability} | {our.PerSecond:0} | {our.P99:0} | {our.AppMicros:0} | {our.DatabaseMicros:0} | {their.PerSecond:0} | {their.DatabaseMicros:0} | {our.PerSecond / their.PerSecond:0.00} | {completed:0} |"));
    }

    private static int Used(int from, Wrk.Result result) => from + (int)result.Requests + (2 * Connections);

    private static async Task<Wrk.Result> SubmitAsync(Options options, Server office, string token, int from, int seconds)
    {
        var script = Path.Combine(options.Work, "submit.lua");
        await File.WriteAllTextAsync(script,
            """
            local n = tonumber(os.getenv("FROM"))
            function request()
              n = n + 1
              return wrk.format("POST", string.format("/api/filings/01930000-0000-7000-8000-%012x/submit", n), nil, '{"declared":true}')
            end
            """);
        Environment.SetEnvironmentVariable("FROM", from.ToString(CultureInfo.InvariantCulture));
        var result = await Wrk.RunAsync(office.Address, Connections, seconds, script, $"Authorization: Bearer {token}", "Content-Type: application/json");
        return result.Errors == 0 && Used(from, result) <= Drafts ? result
            : throw new InvalidOperationException($"{result.Errors} of {result.Requests} submissions were refused.");
    }

    /// <summary>Lets the decisions go on and counts whole lives: decided, fulfilled, the filer told.</summary>
    private static async Task<double> CompletedAsync(HttpClient http, IPeer peer)
    {
        (await http.PostAsync("/bench/decide", null)).EnsureSuccessStatusCode();
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = await peer.CompletedAsync();
        await Task.Delay(TimeSpan.FromSeconds(10));
        return (await peer.CompletedAsync() - before) / 10.0;
    }

    private static async Task<string> SignInAsync(HttpClient http)
    {
        var answer = await http.PostAsJsonAsync("/api/session", new { email = "amy.chan@demo.example", password = AccountsModule.DemoPassword });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }

    private static async Task<Guid> DraftAsync(HttpClient http)
    {
        var answer = await http.PostAsJsonAsync($"/api/filings/{BicyclePermit.Code}", BicyclePermit.Answers);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
    }

    private static Figures Middle(List<Figures> rounds) => rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);
}

internal sealed record Figures(double PerSecond, double P99, double AppMicros, double DatabaseMicros);

/// <summary>A database that the program fills, and that is then asked the same without it.</summary>
internal interface IPeer
{
    string Durability { get; }

    double CpuSeconds { get; }

    /// <summary>Copies one draft to many, numbered from 1.</summary>
    Task SeedAsync(Guid draft, int drafts);

    /// <summary>Takes a copy of its own, so that the program never works on what the peer has written.</summary>
    Task CopyAsync();

    Task<Figures> RunAsync(int from, int seconds);

    Task<long> CompletedAsync();
}
