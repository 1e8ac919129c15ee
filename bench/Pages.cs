using System.Diagnostics;
using System.Globalization;

namespace OneStop.Bench;

/// <summary>
/// CPU per request of published pages and data against nginx serving the same bytes from files (brotli_static), in alternating rounds;
/// then the same while ten publications a second go on; then how soon a change is visible on two nodes.
/// </summary>
internal static class Pages
{
    private const int Rounds = 7;
    private const int Seconds = 1;
    private const int WarmUp = 4;
    private const int Connections = 64;
    private const int PublicationsPerSecond = 10;
    private const int Changes = 200;

    private static readonly Case[] Cases =
    [
        new("Page, brotli", Bulletin.Page, "page.html", "br", Conditional: false, Dressed: true),
        new("Page, identity", Bulletin.Page, "page.html", "identity", Conditional: false, Dressed: true),
        new("Page, 304", Bulletin.Page, "page.html", "br", Conditional: true, Dressed: true),
        new("Same bytes without headers, brotli", Bulletin.Bare, "page.html", "br", Conditional: false, Dressed: false),
        new("Same bytes without headers, identity", Bulletin.Bare, "page.html", "identity", Conditional: false, Dressed: false),
        new("JSON, identity", Bulletin.Data, "data.json", "identity", Conditional: false, Dressed: false),
        new("JSON, brotli", Bulletin.Data, "data.json", "br", Conditional: false, Dressed: false),
        new("JSON, 304", Bulletin.Data, "data.json", "br", Conditional: true, Dressed: false),
    ];

    internal static async Task RunAsync(Options options)
    {
        await using (var onestop = await BulletinAsync(Path.Combine(options.Work, "bulletin"), null, "taskset", "-c", "0"))
        {
            await CompareAsync(options, onestop);
        }

        await VisibleAsync(options);
        await WholeSetAsync(options);
    }

    private static async Task CompareAsync(Options options, Server onestop)
    {
        using var http = new HttpClient { BaseAddress = onestop.Address };
        await PublishedAsync(http, Bulletin.Page);
        var (nginx, dressed) = await Nginx.StartAsync(options, new Dictionary<string, byte[]>
        {
            ["page.html"] = await http.GetByteArrayAsync(Bulletin.Page),
            ["data.json"] = await http.GetByteArrayAsync(Bulletin.Data),
        });
        await using (nginx)
        {
            // Twice with a rest after each: the compiler's last tier needs the core that the load takes.
            foreach (var one in Cases.Concat(Cases))
            {
                await MeasureAsync(onestop, onestop.Address, one, one.Path, WarmUp);
                await Task.Delay(TimeSpan.FromSeconds(1));
            }

            Console.WriteLine("| answer | nginx µs CPU | nginx with our headers | OneStop µs CPU | nginx ÷ OneStop | with our headers | while publishing | req/s nginx, OneStop |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            foreach (var one in Cases)
            {
                await CompareAsync(one, onestop, nginx, dressed, http);
            }
        }
    }

    private static async Task CompareAsync(Case one, Server onestop, Server nginx, Uri dressed, HttpClient http)
    {
        List<double> theirs = [], theirsDressed = [], ours = [], busy = [];
        var (theirRate, ourRate) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            (var micros, theirRate) = await MeasureAsync(nginx, nginx.Address, one, "/" + one.File, Seconds);
            theirs.Add(micros);
            theirsDressed.Add((await MeasureAsync(nginx, dressed, one, "/" + one.File, Seconds)).Micros);
            (micros, ourRate) = await MeasureAsync(onestop, onestop.Address, one, one.Path, Seconds);
            ours.Add(micros);
            using var end = new CancellationTokenSource();
            var publishing = PublishAsync(http, end.Token);
            busy.Add((await MeasureAsync(onestop, onestop.Address, one with { Conditional = false }, one.Path, Seconds)).Micros);
            await end.CancelAsync();
            await publishing;
        }

        var (limit, limitDressed, cost) = (Quartile(theirs), Quartile(theirsDressed), Quartile(ours));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {one.Name} | {limit:0.0} | {limitDressed:0.0} | {cost:0.0} | {limit / cost:0.00} | {(one.Dressed ? $"{limitDressed / cost:0.00}" : "–")} | {(one.Conditional ? "–" : $"{limit / Quartile(busy):0.00}")} | {theirRate:0}, {ourRate:0} |"));
    }

    /// <summary>How long from a write's answer on one node until both show it.</summary>
    private static async Task VisibleAsync(Options options)
    {
        var database = await Postgres.CreateDatabaseAsync(options, "bulletin");
        await using var one = await BulletinAsync(Path.Combine(options.Work, "one"), database);
        await using var two = await BulletinAsync(Path.Combine(options.Work, "two"), database);
        using var first = new HttpClient { BaseAddress = one.Address };
        using var second = new HttpClient { BaseAddress = two.Address };
        await PublishedAsync(first, Bulletin.Page);
        await PublishedAsync(second, Bulletin.Page);
        List<double> took = [];
        for (var number = 1000; number < 1000 + Changes; number++)
        {
            (await first.PostAsync($"/api/bulletin/{number}", null)).EnsureSuccessStatusCode();
            var since = Stopwatch.GetTimestamp();
            await Task.WhenAll(ShowsAsync(first, number), ShowsAsync(second, number));
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nFrom a write's answer to its page on both of two nodes, {Changes} changes: {took[Changes / 2]:0} ms median, {took[Changes * 99 / 100]:0} ms p99, {took[^1]:0} ms longest."));

        async Task ShowsAsync(HttpClient node, int number)
        {
            while (!(await node.GetStringAsync(Bulletin.Data)).StartsWith($"{{\"number\":{number},", StringComparison.Ordinal))
            {
                await Task.Delay(2);
            }
        }
    }

    /// <summary>The whole program: when all is published, and what it weighs.</summary>
    private static async Task WholeSetAsync(Options options)
    {
        var data = Path.Combine(options.Work, "whole");
        await using (await Server.OneStopAsync(options, data, companies: 5_000))
        {
            // The first start makes the tables and the demonstration.
        }

        var since = Stopwatch.GetTimestamp();
        await using var onestop = await Server.OneStopAsync(options, data, companies: 5_000);
        using var http = new HttpClient { BaseAddress = onestop.Address };
        await PublishedAsync(http, "/en");
        var warm = Stopwatch.GetElapsedTime(since);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var metrics = (await http.GetStringAsync("/metrics")).Split('\n');
        double Metric(string name) => double.Parse(metrics.First(line => line.StartsWith(name, StringComparison.Ordinal) && !line.StartsWith('#')).Split(' ')[1], CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The whole program: everything published {warm.TotalSeconds:0.0} s after its process began; {Metric("onestop_published_entries"):0} addresses, {Metric("onestop_published_size") / 1024 / 1024:0.0} MB in all encodings, {onestop.ResidentMegabytes} MB resident."));
    }

    private static Task<Server> BulletinAsync(string data, string? database, params string[] before)
    {
        var address = $"http://127.0.0.1:{Server.FreePort()}";
        string[] command =
        [
            .. before, Environment.ProcessPath!, "bulletin", "--data", data, "--database", database ?? "sqlite", "--urls", address,
            "--Secrets:MasterKey", Convert.ToBase64String(new byte[32]), "--Limits:PerSecond", "1000000",
        ];
        return Server.StartAsync(command[0], command[1..], new Uri(address), "/healthz");
    }

    private static async Task PublishedAsync(HttpClient http, string path)
    {
        while ((await http.GetAsync(path)).Headers.ETag is null)
        {
            await Task.Delay(10);
        }
    }

    private static async Task PublishAsync(HttpClient http, CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PublicationsPerSecond));
        for (var number = 1; !end.IsCancellationRequested; number++)
        {
            await http.PostAsync($"/api/bulletin/{number}", null, CancellationToken.None);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task<(double Micros, double PerSecond)> MeasureAsync(Server server, Uri address, Case one, string path, int seconds)
    {
        var url = new Uri(address, path);
        string[] headers = [$"Accept-Encoding: {one.Encoding}", .. one.Conditional ? [$"If-None-Match: {await TagAsync(url, one.Encoding)}"] : Array.Empty<string>()];
        var before = server.CpuSeconds;
        var result = await Wrk.RunAsync(url, Connections, seconds, script: null, headers);
        return result.Errors > 0
            ? throw new InvalidOperationException($"{path}: {result.Errors} answers were errors.")
            : ((server.CpuSeconds - before) / result.Requests * 1e6, result.PerSecond);
    }

    private static async Task<string> TagAsync(Uri url, string encoding)
    {
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        return (await http.SendAsync(request)).Headers.ETag!.ToString();
    }

    private static double Quartile(List<double> values) => values.Order().ElementAt(values.Count / 4);

    private sealed record Case(string Name, string Path, string File, string Encoding, bool Conditional, bool Dressed);
}
