using System.Diagnostics;
using System.Net;

namespace OneStop.Faults.Tests;

/// <summary>The real program of a control point, which a test kills and starts again on the same data and the same port.</summary>
internal sealed class ControlPoint(string dataDirectory, Uri centre) : IAsyncDisposable
{
    internal const string Key = "the key of the lanes";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly int port = Government.FreePort();
    private Process? process;

    public Uri Address => new($"http://127.0.0.1:{port}");

    public async Task StartAsync()
    {
        process = Process.Start(new ProcessStartInfo(Government.Program,
        [
            "control-point", "--data", dataDirectory, "--centre", centre.ToString(), "--point", "LMC", "--email", "control-point@demo.example", "--password", "Victoria-Harbour-2012",
            "--key", Key, "--every", "100", "--urls", Address.ToString(), "--Limits:PerSecond", "100000",
        ])
        { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        var since = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(http))
        {
            Assert.False(process.HasExited || Stopwatch.GetElapsedTime(since) > Patience, "The control point did not start.");
            await Task.Delay(25);
        }
    }

    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
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
}
