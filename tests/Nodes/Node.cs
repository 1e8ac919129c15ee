using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OneStop.Kit;

namespace OneStop.Nodes.Tests;

/// <summary>One node as a process of its own, on a database shared with others.</summary>
internal sealed partial class Node(string name, string database, string directory) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Forms = ["/tick", "/tick.json", "/tick.csv"];
    private readonly int port = FreePort();
    private Process? process;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Where this node also writes what it publishes.</summary>
    public string Files => Path.Combine(directory, name, "published");

    public async Task StartAsync()
    {
        var data = Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!,
        [
            "serve", "--database", database, "--data", data, "--urls", $"http://127.0.0.1:{port}", "--Node", name, "--publish-to", Files,
            "--Secrets:MasterKey", Convert.ToBase64String(new byte[32]), "--Limits:PerSecond", "1000000", "--PublicPages:OldAfterSeconds", "4",
        ])
        {
            RedirectStandardInput = true,
        };
        process = Process.Start(start)!;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        var since = Stopwatch.GetTimestamp();
        while (!await IsPublishedAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"Node {name} does not answer.");
            await Task.Delay(25);
        }
    }

    public Task TickAsync(int number) => Http.PostAsync($"/api/tick/{number}", null);

    /// <summary>Waits until every form shows the number; none may show an older one after one of them did.</summary>
    public async Task ShowsAsync(int number)
    {
        await Eventually.TrueAsync(async () => await ShownAsync(Forms[0]) == number);
        foreach (var form in Forms)
        {
            Assert.Equal(number, await ShownAsync(form));
        }
    }

    public async Task<int> ShownAsync(string form) => NumberIn(await Http.GetStringAsync(form));

    public async Task<string> TagAsync(string form) => (await Http.GetAsync(form)).Headers.ETag!.Tag;

    public IEnumerable<int> ShownInFiles() =>
        Forms.Select(form => NumberIn(File.ReadAllText(Path.Combine(Files, "current", form.TrimStart('/') + (form == "/tick" ? ".html" : "")))));

    public Task DiedAsync() => process!.WaitForExitAsync();

    /// <summary>As an operator does: what is counted is written first.</summary>
    public async Task StopAsync()
    {
        Process.Start("kill", [process!.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
    }

    internal static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task<bool> IsPublishedAsync()
    {
        Assert.False(process!.HasExited, $"Node {name} ended with {(process.HasExited ? process.ExitCode : 0)}.");
        try
        {
            return (await Http.GetAsync("/tick.json")).IsSuccessStatusCode && Directory.Exists(Path.Combine(Files, "current"));
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int NumberIn(string form) => int.Parse(Number().Match(form).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
