using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Simulation;

/// <param name="Days">Of traffic, one after another.</param>
/// <param name="Rate">How many times faster than the clock.</param>
/// <param name="Trucks">A day.</param>
internal sealed record Traffic(double Days, double Rate, int Trucks, string Password, int Seed);

internal sealed record TrafficResult(int Trucks, int Consignments, int Inspected, int Detained, int Crossed);

/// <summary>
/// Plays traffic to a running government as a shipper's, a trucker's and the control points' programs would: lodges, bundles, arrives,
/// is inspected and crosses. Control points tell their crossings afterwards, so that nobody waits half an hour for each truck.
/// </summary>
internal sealed class PlayTraffic(HttpClient http, Traffic traffic, TimeProvider time, TextWriter log)
{
    private const double Day = 86_400;
    private const int AtOnce = 8;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly MadeUpCargo made = new(new Random(traffic.Seed));
    private readonly Random random = new(traffic.Seed);
    private string shipper = "", trucker = "", point = "";

    internal async Task<TrafficResult> RunAsync(CancellationToken ct)
    {
        (shipper, trucker, point) = (await SignInAsync("shipper@demo.example", ct), await SignInAsync("trucker@demo.example", ct), await SignInAsync("control-point@demo.example", ct));
        var (result, owed, simulated) = (new TrafficResult(0, 0, 0, 0, 0), 0.0, 0.0);
        while (simulated < traffic.Days * Day)
        {
            var began = time.GetTimestamp();
            var next = Math.Min(traffic.Days * Day, simulated + (Step.TotalSeconds * traffic.Rate));
            owed += MadeUpCargo.Between(simulated, next, traffic.Trucks);
            result = await PassAsync([.. Enumerable.Range(0, (int)owed).Select(_ => Draw())], result, ct);
            (owed, simulated) = (owed - (int)owed, next);
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(simulated):d\\.hh\\:mm}  {result.Trucks} trucks, {result.Consignments} consignments, {result.Inspected} inspected, {result.Detained} detained, {result.Crossed} crossed"));
            if (Step - time.GetElapsedTime(began) is { Ticks: > 0 } left && simulated < traffic.Days * Day)
            {
                await Task.Delay(left, time, ct);
            }
        }

        return result;
    }

    private Truck Draw()
    {
        var direction = made.Direction();
        var day = HongKong.Today(time);
        return new Truck(
            $"{(char)('R' + random.Next(8))}{(char)('R' + random.Next(8))}{random.Next(1, 9999)}", made.Point(), direction == "export" ? "outbound" : "inbound",
            [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => made.Consignment(direction, day))], random.NextDouble() < 0.05);
    }

    private async Task<TrafficResult> PassAsync(IReadOnlyList<Truck> trucks, TrafficResult before, CancellationToken ct)
    {
        if (trucks.Count == 0)
        {
            return before;
        }

        var bundled = new Dictionary<Truck, JsonNode>(ReferenceEqualityComparer.Instance);
        await Parallel.ForEachAsync(trucks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (truck, inner) =>
        {
            var lodged = await SendAsync(HttpMethod.Post, "/api/road-cargo/consignments", shipper, new JsonArray([.. truck.Cargo]), inner);
            var ccrns = lodged["items"]!.AsArray().Select(item => (JsonNode)(item!["ccrn"]?.GetValue<string>() ?? throw new TrafficRefusedException($"A consignment was refused: {item["errors"]}")));
            var bundle = await SendAsync(HttpMethod.Post, "/api/road-cargo/bundles", trucker, new JsonObject { ["plate"] = truck.Plate, ["controlPoint"] = truck.Point, ["ccrns"] = new JsonArray([.. ccrns]) }, inner);
            lock (bundled)
            {
                bundled[truck] = bundle;
            }
        });

        var result = before with { Trucks = before.Trucks + trucks.Count, Consignments = before.Consignments + trucks.Sum(truck => truck.Cargo.Count) };
        foreach (var at in trucks.GroupBy(truck => truck.Point))
        {
            result = await CrossAsync(at.Key, [.. at.Select(truck => (truck, bundled[truck]))], result, ct);
        }

        return result;
    }

    private async Task<TrafficResult> CrossAsync(string at, IReadOnlyList<(Truck Truck, JsonNode Bundle)> trucks, TrafficResult before, CancellationToken ct)
    {
        var selected = trucks.Any(one => one.Bundle["instruction"]!.GetValue<string>() == "inspect") ? await SelectedAsync(at, ct) : [];
        var (entries, result, now) = (new JsonArray(), before, time.GetUtcNow());
        foreach (var (truck, bundle) in trucks)
        {
            var id = bundle["id"]!.GetValue<string>();
            JsonObject Entry(string kind) => new() { ["id"] = Ids.New(), ["kind"] = kind, ["at"] = now, ["bound"] = truck.Bound, ["plate"] = truck.Plate };
            var arrived = Entry("arrival");
            arrived["at"] = now.AddMinutes(-random.Next(2, 25));
            entries.Add(arrived);
            var asked = selected.GetValueOrDefault(id) ?? [];
            foreach (var ccrn in asked)
            {
                var inspection = Entry("inspection");
                (inspection["bundle"], inspection["ccrn"], inspection["outcome"], inspection["officer"]) = (id, ccrn, truck.IsBad ? "detained" : "released", "SIM 1");
                inspection["words"] = truck.IsBad ? "Simulated: not as declared" : "Simulated: as declared";
                entries.Add(inspection);
            }

            var held = asked.Count > 0 && truck.IsBad;
            result = result with { Inspected = result.Inspected + asked.Count, Detained = result.Detained + (held ? asked.Count : 0), Crossed = result.Crossed + (held ? 0 : 1) };
            if (!held)
            {
                var crossing = Entry("crossing");
                (crossing["shown"], crossing["bundles"]) = ("go", new JsonArray(id));
                entries.Add(crossing);
            }
        }

        foreach (var chunk in entries.ToList().Chunk(Crossings.RecordEntries.Most))
        {
            entries.Clear();
            await SendAsync(HttpMethod.Post, $"/api/road-cargo/control-points/{at}/entries", point, new JsonArray(chunk), ct);
        }

        return result;
    }

    /// <summary>By bundle, which consignments are to be inspected: from the control point's list.</summary>
    private async Task<Dictionary<string, IReadOnlyList<string>>> SelectedAsync(string at, CancellationToken ct)
    {
        using var answer = await AskAsync(HttpMethod.Get, $"/api/road-cargo/control-points/{at}/expected", point, null, ct);
        var list = JsonNode.Parse(Base64Url.DecodeFromChars((await answer.Content.ReadAsStringAsync(ct)).Split('.')[1]))!;
        return list["trucks"]!.AsArray().ToDictionary(truck => truck!["bundle"]!.GetValue<string>(), truck => (IReadOnlyList<string>)[.. truck!["toInspect"]!.AsArray().Select(ccrn => ccrn!.GetValue<string>())]);
    }

    private async Task<string> SignInAsync(string email, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync("/api/session", new { email, traffic.Password }, ct);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!["accessToken"]!.GetValue<string>()
            : throw new TrafficRefusedException($"{email} could not sign in at {http.BaseAddress} ({(int)answer.StatusCode}). What to do: give the address of a government with demonstration accounts (--url), and the password they have (--password).");
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string token, JsonNode body, CancellationToken ct)
    {
        using var answer = await AskAsync(method, path, token, body, ct);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!;
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string token, JsonNode? body, CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await http.SendAsync(request, ct);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                {
                    throw new TrafficRefusedException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
                }

                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), ct);
            }
        }
    }

    /// <param name="IsBad">What is inspected on it is detained.</param>
    private sealed record Truck(string Plate, string Point, string Bound, IReadOnlyList<JsonObject> Cargo, bool IsBad);
}

/// <summary>The government at the other end would not play along; the message says why and what to do.</summary>
internal sealed class TrafficRefusedException(string message) : Exception(message);
