using System.Globalization;
using OneStop.Accounts;

namespace OneStop.RoadCargo.Simulation;

/// <summary><c>onestop simulate road-cargo</c>: <see cref="PlayTraffic"/> from the command line.</summary>
internal static class SimulateRoadCargo
{
    private const string Help =
        "onestop simulate road-cargo [--days 1] [--rate 10x] [--trucks 2000] [--seed 1] [--url http://127.0.0.1:8080] [--password PASSWORD]\n" +
        "Days between 0.01 and 366, the rate between 1x and 100000x, trucks a day between 1 and 200000; the address is that of a running government with demonstration accounts.";

    internal static async Task<int> RunAsync(string[] options, TextWriter log, CancellationToken ct)
    {
        if (Read(options) is not ({ } traffic, { } url))
        {
            await log.WriteLineAsync(Help);
            return 2;
        }

        using var http = new HttpClient { BaseAddress = url };
        try
        {
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{traffic.Days:0.##} days of {traffic.Trucks} trucks at {traffic.Rate:0}x for {url}. Everything in it is made up."));
            await new PlayTraffic(http, traffic, TimeProvider.System, log).RunAsync(ct);
            return 0;
        }
        catch (Exception e) when (e is TrafficRefusedException or HttpRequestException)
        {
            await log.WriteLineAsync(e.Message);
            return 1;
        }
    }

    internal static (Traffic? Traffic, Uri? Url) Read(string[] options)
    {
        string Value(string name, string otherwise) => Array.IndexOf(options, $"--{name}") is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : otherwise;
        double? Number(string name, string otherwise, double least, double most) =>
            double.TryParse(Value(name, otherwise).TrimEnd('x', 'X'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
        return Number("days", "1", 0.01, 366) is { } days && Number("rate", "10x", 1, 100_000) is { } rate && Number("trucks", "2000", 1, 200_000) is { } trucks && Number("seed", "1", 0, int.MaxValue) is { } seed
            && Uri.TryCreate(Value("url", "http://127.0.0.1:8080"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? (new Traffic(days, rate, (int)trucks, Value("password", AccountsModule.DemoPassword), (int)seed), url)
            : (null, null);
    }
}
