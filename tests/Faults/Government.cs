using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OneStop.Platform.Data;

namespace OneStop.Faults.Tests;

/// <summary>The real program as a process of its own, which a test kills (SIGKILL) and starts again on the same data and the same port.</summary>
internal sealed class Government(string program, string dataDirectory, string? database) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly int port = FreePort();
    private readonly List<string> log = [];
    private Process? process;

    public Uri Address => new($"http://127.0.0.1:{port}");

    public string DataDirectory => dataDirectory;

    public DatabaseKind Kind => database is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres;

    public string ConnectionString => database ?? $"Data Source={Path.Combine(dataDirectory, "onestop.db")}";

    /// <summary>As it is published (./test says where), or as it was last built.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("ONESTOP_TEST_PROGRAM") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Host/bin", Configuration, "net10.0/onestop"));

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(program, Arguments()) { RedirectStandardOutput = true, RedirectStandardError = true };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        var since = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(http))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(since) > Patience)
            {
                throw new InvalidOperationException($"The program did not start:\n{Log}");
            }

            await Task.Delay(25);
        }
    }

    public string Log
    {
        get
        {
            lock (log)
            {
                return string.Join('\n', log.TakeLast(60));
            }
        }
    }

    /// <summary>No warning, no flush: what was acknowledged must be there all the same.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Runs a command of the program on the same data; answers what it printed.</summary>
    public async Task<string> RunAsync(params string[] words)
    {
        using var command = Process.Start(new ProcessStartInfo(program, [.. words, .. DataArguments()]) { RedirectStandardOutput = true })!;
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }
    }

    private IEnumerable<string> Arguments() =>
    [
        "serve", .. DataArguments(), "--urls", Address.ToString(), "--PublicUrl", Address.ToString(),
        // Nothing here is about the weather, which takes a third of what a start costs.
        "--Modules:Observatory", "false",
        "--Demo", "true", "--Demo:Companies", "20", "--Mail:LocalMailbox", "true", "--Payments:Simulator", "true",
        "--Limits:PerSecond", "100000", "--Limits:CarefulPerMinute", "100000",
    ];

    private IEnumerable<string> DataArguments() =>
        database is null ? ["--data", dataDirectory] : ["--data", dataDirectory, "--database", database];

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (log)
            {
                log.Add(line);
            }
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/readyz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
