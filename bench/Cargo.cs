using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OneStop.Accounts;

namespace OneStop.Bench;

/// <summary>
/// Road cargo: durable lodgements over HTTP, each with a message of its own, at 32 and 256 connections, against the same SQL without a
/// program around it, one commit each; then files and interchanges of 1,000 against rows alone in one transaction; then a lodgement's
/// price while the table grows a hundredfold.
/// </summary>
internal static class Cargo
{
    private const int Seconds = 6;
    private const int Rounds = 3;
    private const int WarmUpSeconds = 20;
    private const int Batch = 1000;

    internal static async Task RunAsync(Options options)
    {
        foreach (var name in (string[])["SQLite", "PostgreSQL"])
        {
            var database = name == "SQLite" ? null : await Postgres.CreateDatabaseAsync(options, "cargo");
            await RunAsync(options, name, Path.Combine(options.Work, $"cargo-{name}"), database);
        }
    }

    private static async Task RunAsync(Options options, string name, string data, string? database)
    {
        long template;
        await using (var server = await StartAsync(options, data, database))
        {
            using var http = await SignInAsync(server);
            var answer = await http.PostAsJsonAsync("/api/road-cargo/consignments", Consignment());
            answer.EnsureSuccessStatusCode();
            template = long.Parse((await answer.Content.ReadFromJsonAsync<JsonObject>())!["ccrn"]!.GetValue<string>().Where(char.IsAsciiDigit).ToArray(), CultureInfo.InvariantCulture);
        }

        await using ICargoPeer peer = database is null ? new SqliteCargo(Path.Combine(data, "onestop.db")) : await PostgresCargo.CreateAsync(options, database);
        var held = await peer.GrowAsync(template, 100_000);
        await LodgementsAsync(options, name, data, database, peer);
        await BulkAsync(options, name, data, database, peer);
        await GrowthAsync(options, name, data, database, peer, template, held);
    }

    private static async Task LodgementsAsync(Options options, string name, string data, string? database, ICargoPeer peer)
    {
        await peer.CopyAsync();
        Console.WriteLine("\n| database | connections | OneStop lodgements/s | p50 ms | p99 ms | app µs CPU | database µs CPU | same SQL, one commit each /s | its database µs CPU | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await using var server = await StartAsync(options, data, database);
        using var http = await SignInAsync(server);
        await LodgeAsync(options, server, http, 32, WarmUpSeconds);
        foreach (var connections in (int[])[32, 256])
        {
            var rounds = new List<(Price Ours, (double PerSecond, double Micros) Theirs)>();
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add((await PriceAsync(options, server, peer, http, connections), await peer.RunAsync(Seconds)));
            }

            var ours = rounds.Select(round => round.Ours).OrderBy(price => price.Result.PerSecond).ElementAt(Rounds / 2);
            var theirs = rounds.Select(round => round.Theirs).OrderBy(one => one.PerSecond).ElementAt(Rounds / 2);
            Say($"| {name} | {connections} | {ours.Result.PerSecond:0} | {ours.Result.P50Milliseconds:0.0} | {ours.Result.P99Milliseconds:0.0} | {ours.App:0} | {ours.Database:0} | {theirs.PerSecond:0} | {theirs.Micros:0} | {ours.Result.PerSecond / theirs.PerSecond:0.00} |");
        }
    }

    private static async Task BulkAsync(Options options, string name, string data, string? database, ICargoPeer peer)
    {
        Console.WriteLine("\n| database | 1,000 consignments as | s | items/s | rows alone, one transaction, items/s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var server = await StartAsync(options, data, database);
        using var http = await SignInAsync(server);
        var limit = await peer.BulkAsync(Batch);
        foreach (var (what, path, type, write) in Doors)
        {
            var fastest = double.MaxValue;
            for (var round = 0; round < 5; round++)
            {
                using var body = new StringContent(write(round), Encoding.UTF8);
                body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                var since = System.Diagnostics.Stopwatch.GetTimestamp();
                var answer = await http.PostAsync(path, body);
                answer.EnsureSuccessStatusCode();
                fastest = Math.Min(fastest, System.Diagnostics.Stopwatch.GetElapsedTime(since).TotalSeconds);
            }

            Say($"| {name} | {what} | {fastest:0.000} | {Batch / fastest:0} | {limit:0} | {Batch / fastest / limit:0.00} |");
        }
    }

    private static async Task GrowthAsync(Options options, string name, string data, string? database, ICargoPeer peer, long template, long held)
    {
        Console.WriteLine("\n| database | rows held | app µs CPU a lodgement | database µs CPU | both, against the first | bytes a row, indexes with it |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var first = 0.0;
        for (var rows = 100_000L; rows <= options.Rows; rows *= 10)
        {
            held = rows > 100_000 ? await peer.GrowAsync(template, rows) : held;
            await using var server = await StartAsync(options, data, database);
            using var http = await SignInAsync(server);
            await LodgeAsync(options, server, http, 32, WarmUpSeconds);
            var prices = new List<Price>();
            for (var round = 0; round < Rounds; round++)
            {
                prices.Add(await PriceAsync(options, server, peer, http, 32));
            }

            var price = prices.OrderBy(one => one.App + one.Database).ElementAt(Rounds / 2);
            first = first == 0 ? price.App + price.Database : first;
            Say($"| {name} | {held} | {price.App:0} | {price.Database:0} | {(price.App + price.Database) / first:0.00} | {await peer.BytesAsync() / (double)held:0} |");
        }
    }

    private static async Task<Price> PriceAsync(Options options, Server server, ICargoPeer peer, HttpClient http, int connections)
    {
        var (app, engine) = (server.CpuSeconds, peer.CpuSeconds);
        var result = await LodgeAsync(options, server, http, connections, Seconds);
        // What follows them (the audit chain) is in their price.
        await server.RestAsync();
        return new(result, (server.CpuSeconds - app) / result.Requests * 1e6, (peer.CpuSeconds - engine) / result.Requests * 1e6);
    }

    private static async Task<Wrk.Result> LodgeAsync(Options options, Server server, HttpClient http, int connections, int seconds)
    {
        var script = Path.Combine(options.Work, "lodge.lua");
        await File.WriteAllTextAsync(script,
            $$"""
            local n, run = 0, os.getenv("RUN")
            local body = [[{{Consignment().ToJsonString()}}]]
            function request()
              n = n + 1
              return wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Authorization"] = "{{http.DefaultRequestHeaders.Authorization}}", ["Idempotency-Key"] = run .. "-" .. n}, body)
            end
            """);
        Environment.SetEnvironmentVariable("RUN", Guid.CreateVersion7().ToString("N"));
        var result = await Wrk.RunAsync(new Uri(server.Address, "/api/road-cargo/consignments"), connections, seconds, script);
        return result.Errors == 0 ? result : throw new InvalidOperationException($"{result.Errors} of {result.Requests} lodgements were refused.");
    }

    private static Task<Server> StartAsync(Options options, string data, string? database) =>
        Server.OneStopAsync(options, data, database, companies: 100, more: ["--Observatory:Demonstration", "false", "--Logging:LogLevel:Default", "Error"]);

    private static async Task<HttpClient> SignInAsync(Server server)
    {
        var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };
        var answer = await http.PostAsJsonAsync("/api/session", new { email = "shipper@demo.example", password = AccountsModule.DemoPassword });
        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>());
        return http;
    }

    private static string ExpectedOn => TimeProvider.System.GetUtcNow().AddHours(8).AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Consignment() => new()
    {
        ["direction"] = "export",
        ["packages"] = new JsonObject { ["count"] = 12, ["kind"] = "CT", ["description"] = "cartons of printed circuit boards" },
        ["articles"] = "printed circuit boards, 400 a carton",
        ["consignor"] = new JsonObject { ["name"] = "Harbour Electronics Limited", ["address"] = "12 Wo Yi Hop Road, Kwai Chung" },
        ["consignee"] = new JsonObject { ["name"] = "深圳市明華電子有限公司", ["address"] = "深圳市福田區深南大道100號" },
        ["expectedOn"] = ExpectedOn,
    };

    private static IReadOnlyList<(string What, string Path, string Type, Func<int, string> Write)> Doors =>
    [
        ("JSON array", "/api/road-cargo/consignments", "application/json", _ => new JsonArray([.. Enumerable.Range(0, Batch).Select(_ => Consignment())]).ToJsonString()),
        ("CSV", "/api/road-cargo/consignments/batch", "text/csv", CsvOf),
        ("CUSCAR interchange", "/api/road-cargo/consignments", "application/edifact", CuscarOf),
    ];

    private static string CsvOf(int round)
    {
        var csv = new StringBuilder("direction,packages,package_kind,package_description,articles,consignor_name,consignor_address,consignee_name,consignee_address,expected_on,message\r\n");
        for (var i = 0; i < Batch; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"export,12,CT,cartons of printed circuit boards,printed circuit boards,Harbour Electronics Limited,12 Wo Yi Hop Road,深圳市明華電子有限公司,深圳市福田區深南大道100號,{ExpectedOn},{Guid.CreateVersion7():N}\r\n");
        }

        return csv.ToString();
    }

    private static string CuscarOf(int round)
    {
        var reference = Guid.CreateVersion7().ToString("N")[^12..].ToUpperInvariant();
        var (message, day) = (new StringBuilder(), ExpectedOn.Replace("-", "", StringComparison.Ordinal));
        message.Append(CultureInfo.InvariantCulture, $"UNH+M1+CUSCAR:D:96B:UN'BGM+785+DOC{round}+9'DTM+132:{day}:102'");
        for (var i = 1; i <= Batch; i++)
        {
            message.Append(CultureInfo.InvariantCulture, $"CNI+{i}'GIS+22'NAD+CZ+++HARBOUR ELECTRONICS LIMITED+12 WO YI HOP ROAD+KWAI CHUNG+++HK'NAD+CN+++SHENZHEN ELECTRONICS LTD+100 SHENNAN ROAD+SHENZHEN+++CN'GID+1+12:CT'FTX+AAA+++PRINTED CIRCUIT BOARDS'");
        }

        var segments = message.ToString().Count(symbol => symbol == '\'') + 1;
        return string.Create(CultureInfo.InvariantCulture, $"UNB+UNOB:3+TRADER:ZZ+CUSTOMS+261201:0900+{reference}'{message}UNT+{segments}+M1'UNZ+1+{reference}'");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Price(Wrk.Result Result, double App, double Database);
}
