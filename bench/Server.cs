using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OneStop.Bench;

/// <summary>A server process under measurement: its address, its CPU time, its memory.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process process;

    private Server(Process process, Uri address, TimeSpan ready)
    {
        this.process = process;
        Address = address;
        Ready = ready;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to the first answer of /healthz.</summary>
    public TimeSpan Ready { get; }

    /// <summary>User and system time so far, in seconds, of the process and its workers.</summary>
    public double CpuSeconds => Pids().Sum(pid => Processes.Cpu(pid));

    /// <summary>Until the program has nothing left to do.</summary>
    public async Task RestAsync()
    {
        var before = double.NegativeInfinity;
        while (CpuSeconds - before > 0.05)
        {
            before = CpuSeconds;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    public long ResidentMegabytes => Pids().Sum(Processes.ResidentMegabytes);

    public static async Task<Server> OneStopAsync(Options options, string data, string? database = null, bool demo = true, int? companies = null, IEnumerable<string>? more = null)
    {
        var port = FreePort();
        var arguments = new List<string>
        {
            "--data", data, "--urls", $"http://127.0.0.1:{port}", "--Demo", demo ? "true" : "false",
            "--Mail:LocalMailbox", "true", "--Payments:Simulator", "true",
            "--Limits:PerSecond", "1000000", "--Limits:CarefulPerMinute", "1000000",
        };
        if (database is not null)
        {
            arguments.AddRange(["--database", database]);
        }

        if (companies is { } count)
        {
            arguments.AddRange(["--Demo:Companies", count.ToString(CultureInfo.InvariantCulture)]);
        }

        return await StartAsync(options.Program, arguments.Concat(more ?? []), new Uri($"http://127.0.0.1:{port}"), "/healthz");
    }

    /// <summary>
    /// This program again, as a government with one small e-service and no mail server: mail waits. Its code is compiled once and for all,
    /// as a server's is after a while; on a busy machine no warm-up is long enough for that.
    /// </summary>
    public static Task<Server> PermitOfficeAsync(string data, string? database)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return StartAsync(Environment.ProcessPath!,
        [
            "serve", "--data", data, "--database", database ?? "sqlite", "--urls", address, "--Demo", "true",
            "--Mail:LocalMailbox", "false", "--Payments:Simulator", "true", "--Filings:StuckSeconds", "3600",
            "--Limits:PerSecond", "1000000", "--Limits:CarefulPerMinute", "1000000",
        ], new Uri(address), "/healthz");
    }

    public static async Task<Server> StartAsync(string program, IEnumerable<string> arguments, Uri address, string probe, params (string Name, string Value)[] environment)
    {
        var since = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                if ((await http.GetAsync(probe)).IsSuccessStatusCode)
                {
                    return new Server(process, address, Stopwatch.GetElapsedTime(since));
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
            }

            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Process.Start("kill", [process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    internal static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private IEnumerable<int> Pids() => Processes.Children(process.Id).Prepend(process.Id);
}
