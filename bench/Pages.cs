using System.Globalization;
using System.Text.Json.Nodes;

namespace OneStop.Bench;

/// <summary>CPU per request of public pages against nginx serving the same bytes from files, alternating rounds.</summary>
internal static class Pages
{
    private const int Rounds = 7;
    private const int Seconds = 2;
    private const int Connections = 32;

    internal static async Task RunAsync(Options options)
    {
        await using var onestop = await Server.OneStopAsync(options, Path.Combine(options.Work, "pages"), companies: 5_000);
        using var http = new HttpClient { BaseAddress = onestop.Address };
        var company = JsonNode.Parse(await http.GetStringAsync("/api/companies?limit=1"))!["items"]![0]!["number"]!.GetValue<string>();
        (string Name, string Path)[] pages = [("Front page", "/en"), ("Company profile", $"/en/companies/{company}")];

        var files = Directory.CreateDirectory(Path.Combine(options.Work, "nginx")).FullName;
        foreach (var (name, path) in pages)
        {
            await File.WriteAllBytesAsync(Path.Combine(files, FileOf(name)), await http.GetByteArrayAsync(path));
        }

        await using var nginx = await StartNginxAsync(options, files);
        Console.WriteLine("| page | bytes | nginx µs CPU | OneStop µs CPU | ratio (OneStop ÷ nginx) | OneStop req/s | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, path) in pages)
        {
            var file = FileOf(name);
            await MeasureAsync(onestop, path, 1);
            var (theirs, ours) = (new List<double>(), new List<double>());
            Wrk.Result last = null!;
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add((await MeasureAsync(nginx, "/" + file, Seconds)).Micros);
                (var micros, last) = await MeasureAsync(onestop, path, Seconds);
                ours.Add(micros);
            }

            var (nginxCost, ourCost) = (Quartile(theirs), Quartile(ours));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {new FileInfo(Path.Combine(files, file)).Length} | {nginxCost:0.0} | {ourCost:0.0} | {ourCost / nginxCost:0.00} | {last.PerSecond:0} | {last.P99Milliseconds:0.0} |"));
        }
    }

    private static async Task<(double Micros, Wrk.Result Result)> MeasureAsync(Server server, string path, int seconds)
    {
        var before = server.CpuSeconds;
        var result = await Wrk.RunAsync(new Uri(server.Address, path), Connections, seconds);
        if (result.Errors > 0)
        {
            throw new InvalidOperationException($"{path}: {result.Errors} answers were errors.");
        }

        return ((server.CpuSeconds - before) / result.Requests * 1e6, result);
    }

    private static double Quartile(List<double> values) => values.Order().ElementAt(values.Count / 4);

    private static string FileOf(string name) => name.Replace(' ', '-') + ".html";

    private static Task<Server> StartNginxAsync(Options options, string files)
    {
        var port = Server.FreePort();
        var configuration = Path.Combine(options.Work, "nginx.conf");
        File.WriteAllText(configuration,
            $$"""
            daemon off; worker_processes 1; pid {{options.Work}}/nginx.pid; error_log /dev/null;
            events { worker_connections 1024; }
            http {
              types { text/html html; }
              access_log off; keepalive_requests 10000000; sendfile on; open_file_cache max=100;
              server { listen 127.0.0.1:{{port}}; root {{files}}; location = /up { return 200; } }
            }
            """);
        return Server.StartAsync("nginx", ["-c", configuration], new Uri($"http://127.0.0.1:{port}"), "/up");
    }
}
