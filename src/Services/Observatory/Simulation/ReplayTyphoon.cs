using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Simulation;

/// <summary>
/// Plays a typhoon day to a running government, through the same doors as real stations and forecasters: readings of every station each
/// ten minutes of the day, the lightning of its thunderstorms, and the warnings of the script, the highest released by a second
/// forecaster. Readings carry the time at which they are sent, so that the storm is seen as it happens, at any speed.
/// </summary>
internal sealed class ReplayTyphoon(HttpClient http, TyphoonReplay replay, TimeProvider time, TextWriter log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private DateTimeOffset last;
    private DateTimeOffset before;

    internal async Task RunAsync(CancellationToken ct)
    {
        var stations = await SignInAsync(replay.Stations, ct);
        var (writes, releases) = (await SignInAsync(replay.Forecaster, ct), await SignInAsync(replay.SecondForecaster, ct));
        var weather = new MadeUpWeather(new Storm(Floor(time.GetUtcNow()) + TyphoonDay.Nearest));
        var (begins, started) = (Floor(time.GetUtcNow()), time.GetTimestamp());
        var thunderstorms = Thunderstorm.OfTyphoon(begins);
        var steps = new Queue<TyphoonStep>(TyphoonDay.Steps);
        for (var elapsed = TimeSpan.Zero; elapsed <= TyphoonDay.Length; elapsed += Interval)
        {
            var due = (elapsed / replay.Speed) - time.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, time, ct);
            }

            await SendAsync(stations, weather, begins + elapsed, ct);
            await SendAsync(stations, thunderstorms, begins + elapsed, ct);
            while (steps.TryPeek(out var step) && step.Hours <= elapsed.TotalHours)
            {
                await WarnAsync(steps.Dequeue(), elapsed, writes, releases, ct);
            }
        }
    }

    private async Task SendAsync(string token, MadeUpWeather weather, DateTimeOffset at, CancellationToken ct)
    {
        // To the second, and never the same second twice, however quickly the day goes by.
        var stamp = new DateTimeOffset(time.GetUtcNow().UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        (before, last) = (last == default ? stamp - (Interval / replay.Speed) : last, stamp > last ? stamp : last.AddSeconds(1));
        var sent = last.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var readings = new JsonArray([.. StationList.All.SelectMany(station => station.Measures.Select(quantity => (JsonNode)new JsonObject
        {
            ["station"] = station.Code, ["quantity"] = ReadingRules.NameOf(quantity), ["at"] = sent, ["value"] = weather.Measure(station, quantity, at), ["isDemonstration"] = true,
        }))]);
        var answer = await PostAsync("/api/weather/readings", token, readings, ct);
        if (answer["refused"]!.GetValue<int>() > 0)
        {
            var refused = answer["items"]!.AsArray().First(item => item!["outcome"]!.GetValue<string>() == "refused")!;
            await log.WriteLineAsync($"{answer["refused"]} readings were refused: {refused["message"]}");
        }
    }

    /// <summary>Strokes of the ten minutes up to the instant, in the time since what was sent before.</summary>
    private async Task SendAsync(string token, IReadOnlyList<Thunderstorm> thunderstorms, DateTimeOffset until, CancellationToken ct)
    {
        var strokes = thunderstorms.SelectMany(storm => storm.Strokes(until - Interval, until)).Select(stroke => (JsonNode)new JsonObject
        {
            ["at"] = Text(last - ((last - before) * ((until - stroke.At) / Interval))),
            ["latitude"] = stroke.Latitude,
            ["longitude"] = stroke.Longitude,
            ["kind"] = stroke.Kind == StrokeKind.CloudToGround ? "cloudToGround" : "cloudToCloud",
        });
        var answer = await PostAsync("/api/weather/lightning", token, new JsonObject { ["until"] = Text(last), ["strokes"] = new JsonArray([.. strokes]), ["isDemonstration"] = true }, ct);
        if (answer["refused"]!.AsArray() is [{ } first, ..] refused)
        {
            await log.WriteLineAsync($"{refused.Count} strokes of lightning were refused: {first["message"]}");
        }

        static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }

    private async Task WarnAsync(TyphoonStep step, TimeSpan elapsed, string writes, string releases, CancellationToken ct)
    {
        var proposal = await PostAsync("/api/weather/warnings", writes, new JsonObject { ["id"] = Ids.New(), ["kind"] = step.Kind, ["code"] = step.Code, ["action"] = step.Action }, ct, mayRefuse: true);
        var released = await PostAsync($"/api/weather/warnings/{proposal["id"]}/release", releases, null, ct, mayRefuse: true);
        var outcome = released["state"] is not null ? "" : $" was refused: {released["errors"]?[0]?["message"] ?? released["title"]}";
        await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalHours,5:0.0} h  {step.Code} {step.Action}{outcome}"));
    }

    private async Task<string> SignInAsync(string email, CancellationToken ct)
    {
        var answer = await http.PostAsJsonAsync("/api/session", new { email, password = replay.Password }, ct);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!["accessToken"]!.GetValue<string>()
            : throw new ReplayRefusedException($"{email} could not sign in at {http.BaseAddress} ({(int)answer.StatusCode}). What to do: give the address of a government with demonstration accounts (--url), and the password they have (--password).");
    }

    private async Task<JsonNode> PostAsync(string path, string token, JsonNode? body, CancellationToken ct, bool mayRefuse = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode || (mayRefuse && response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict or HttpStatusCode.Forbidden)
            ? JsonNode.Parse(text)!
            : throw new ReplayRefusedException($"{path} answered {(int)response.StatusCode}: {text}");
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Interval.Ticks), TimeSpan.Zero);
}

/// <param name="Speed">How many times faster than the clock.</param>
internal sealed record TyphoonReplay(double Speed, string Stations, string Forecaster, string SecondForecaster, string Password)
{
    internal const string StationsAccount = "stations@demo.example";

    /// <summary><c>600x</c>, <c>600</c>: between once and 100,000 times.</summary>
    internal static double? SpeedOf(string typed) =>
        double.TryParse(typed.TrimEnd('x', 'X'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is >= 1 and <= 100_000 ? speed : null;
}

/// <summary>The government at the other end would not play along; the message says why and what to do.</summary>
internal sealed class ReplayRefusedException(string message) : Exception(message);
