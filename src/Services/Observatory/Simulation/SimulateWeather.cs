using OneStop.Accounts;

namespace OneStop.Observatory.Simulation;

/// <summary><c>onestop simulate weather</c>: <see cref="ReplayTyphoon"/> from the command line.</summary>
internal static class SimulateWeather
{
    internal static async Task<int> RunAsync(string[] options, TextWriter log, CancellationToken ct)
    {
        string Value(string name, string otherwise) => Array.IndexOf(options, $"--{name}") is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : otherwise;
        var typed = Value("speed", "600x");
        if (TyphoonReplay.SpeedOf(typed) is not { } speed || !Uri.TryCreate(Value("url", "http://127.0.0.1:8080"), UriKind.Absolute, out var url))
        {
            await log.WriteLineAsync("onestop simulate weather [--speed 600x] [--url http://127.0.0.1:8080] [--password PASSWORD]\nThe speed lies between 1x and 100000x; the address is that of a running government.");
            return 2;
        }

        using var http = new HttpClient { BaseAddress = url };
        var replay = new TyphoonReplay(
            speed, Value("stations", TyphoonReplay.StationsAccount), Value("forecaster", "forecaster@demo.example"), Value("second-forecaster", "forecaster2@demo.example"),
            Value("password", AccountsModule.DemoPassword));
        try
        {
            await log.WriteLineAsync($"A typhoon day at {speed:0}x, {TyphoonDay.Length / speed:hh\\:mm\\:ss} long, for {url}. Everything in it is made up and marked as demonstration.");
            await new ReplayTyphoon(http, replay, TimeProvider.System, log).RunAsync(ct);
            return 0;
        }
        catch (Exception e) when (e is ReplayRefusedException or HttpRequestException)
        {
            await log.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
