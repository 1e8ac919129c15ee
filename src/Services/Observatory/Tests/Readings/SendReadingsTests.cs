using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Readings;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Readings;

public sealed class SendReadingsTests(WeatherApps apps)
{
    private static readonly Guid Operator = Guid.CreateVersion7();

    // Each test its own stations: they share a database.
    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_reading_is_stored_shown_as_latest_and_sent_again_changes_nothing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var reading = Reading("KP", "temperature", At(0), 23.4);

        var first = await SendAsync(app, reading);
        var again = await SendAsync(app, reading);

        Assert.Equal((HttpStatusCode.OK, "stored", "good"), (first.Status, Item(first, 0, "outcome"), Item(first, 0, "quality")));
        Assert.Equal((HttpStatusCode.OK, "unchanged"), (again.Status, Item(again, 0, "outcome")));
        Assert.Equal(23.4, (await LatestAsync(app, "KP", Quantity.Temperature))!.Value);
        Assert.Equal(1, await CountAsync(app, "KP", Quantity.Temperature));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_late_reading_is_kept_and_overwrites_nothing_newer(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await SendAsync(app, Reading("HKO", "temperature", At(-10), 20));

        var late = await SendAsync(app, Reading("HKO", "temperature", At(-30), 19));

        Assert.Equal("stored", Item(late, 0, "outcome"));
        Assert.Equal(20, (await LatestAsync(app, "HKO", Quantity.Temperature))!.Value);
        Assert.Equal(2, await CountAsync(app, "HKO", Quantity.Temperature));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_spike_is_kept_unseen_until_the_next_reading_bears_it_out(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await SendAsync(app, Reading("HKS", "temperature", At(-40), 20));

        var spike = await SendAsync(app, Reading("HKS", "temperature", At(-30), 40));
        var shownDuring = (await LatestAsync(app, "HKS", Quantity.Temperature))!.Value;
        await SendAsync(app, Reading("HKS", "temperature", At(-20), 20.5));
        await SendAsync(app, Reading("HKS", "temperature", At(-10), 12));
        var borneOut = await SendAsync(app, Reading("HKS", "temperature", At(0), 11.5));

        Assert.Equal("spike", Item(spike, 0, "quality"));
        Assert.Equal(20, shownDuring);
        Assert.Equal("good", Item(borneOut, 0, "quality"));
        Assert.Equal([Quality.Good, Quality.Spike, Quality.Good, Quality.Good, Quality.Good], await QualitiesAsync(app, "HKS", Quantity.Temperature));
        Assert.Equal(11.5, (await LatestAsync(app, "HKS", Quantity.Temperature))!.Value);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Missing_is_not_zero_and_the_impossible_is_kept_but_not_shown(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await SendAsync(app, Reading("TKL", "rainfall", At(-30), 1.5));

        var missing = await SendAsync(app, Reading("TKL", "rainfall", At(-20), null));
        var impossible = await SendAsync(app, Reading("TKL", "rainfall", At(-10), 1e308));

        Assert.Equal(("missing", "outOfRange"), (Item(missing, 0, "quality"), Item(impossible, 0, "quality")));
        var latest = (await LatestAsync(app, "TKL", Quantity.Rainfall))!;
        Assert.Equal((1.5, At(-30), At(-10)), (latest.Value, latest.At, latest.NewestAt));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_correction_replaces_the_value_and_keeps_what_stood_there(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await SendAsync(app, Reading("LFS", "pressure", At(-20), 1012), Reading("LFS", "pressure", At(-10), 1013));

        var corrected = await SendAsync(app, Reading("LFS", "pressure", At(-10), 1011.5));
        var withdrawn = await SendAsync(app, Reading("LFS", "pressure", At(-10), null));

        Assert.Equal(("corrected", "corrected"), (Item(corrected, 0, "outcome"), Item(withdrawn, 0, "outcome")));
        Assert.Equal(1012, (await LatestAsync(app, "LFS", Quantity.Pressure))!.Value);
        var kept = await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Corrections.Where(c => c.Station == "LFS").OrderBy(c => c.CorrectedAt).ToListAsync());
        Assert.Equal([(1013.0, 1011.5), (1011.5, null)], kept.Select(c => (c.OldValue!.Value, c.NewValue)));
        Assert.All(kept, correction => Assert.Equal(Operator.ToString(), correction.CorrectedBy));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Late_readings_weeks_apart_are_each_judged_by_their_own_neighbours(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await SendAsync(app, Reading("SEK", "temperature", At(-40_000), 10), Reading("SEK", "temperature", At(-20_000), 30), Reading("SEK", "temperature", At(0), 20));

        var late = await SendAsync(app, Reading("SEK", "temperature", At(-39_990), 11), Reading("SEK", "temperature", At(-19_990), 11), Reading("SEK", "temperature", At(-30_000), 11));

        Assert.Equal(["good", "spike", "good"], Enumerable.Range(0, 3).Select(index => Item(late, index, "quality")));
        Assert.Equal(At(0), (await LatestAsync(app, "SEK", Quantity.Temperature))!.At);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_only_value_corrected_away_leaves_no_latest(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await SendAsync(app, Reading("TPO", "pressure", At(-10), 1012));

        await SendAsync(app, Reading("TPO", "pressure", At(-10), 5));

        Assert.Null(await LatestAsync(app, "TPO", Quantity.Pressure));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Many_go_together_in_any_order_and_each_is_answered_in_its_place(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var sent = Enumerable.Range(0, 300).Select(n => Reading("SHA", n % 2 == 0 ? "temperature" : "relativeHumidity", At(-(n * 7 % 300) - 1), n % 2 == 0 ? 20 + (n % 5) : 70)).ToArray();

        var answer = await SendAsync(app, [.. sent, Reading("XXX", "temperature", At(0), 1), Reading("SHA", "temprature", At(0), 1), Reading("SHA", "tide", At(0), 1)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((300, 3), (answer.Json["stored"]!.GetValue<int>(), answer.Json["refused"]!.GetValue<int>()));
        Assert.Equal((404, "station.unknown"), (answer.Json["items"]![300]!["status"]!.GetValue<int>(), Item(answer, 300, "code")));
        Assert.Equal((404, "quantity.unknown"), (answer.Json["items"]![301]!["status"]!.GetValue<int>(), Item(answer, 301, "code")));
        Assert.Equal((422, "quantity.not-measured"), (answer.Json["items"]![302]!["status"]!.GetValue<int>(), Item(answer, 302, "code")));
        Assert.Equal(At(-1), (await LatestAsync(app, "SHA", Quantity.Temperature))!.At);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_same_reading_twice_in_one_request_is_stored_once(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);

        var answer = await SendAsync(app, Reading("TUN", "temperature", At(-5), 20), Reading("TUN", "temperature", At(-5), 20), Reading("TUN", "temperature", At(-5), 21));

        Assert.Equal(["stored", "unchanged", "corrected"], Enumerable.Range(0, 3).Select(index => Item(answer, index, "outcome")));
        Assert.Equal(21, (await LatestAsync(app, "TUN", Quantity.Temperature))!.Value);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Senders_at_the_same_time_lose_nothing_and_duplicate_nothing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => SendAsync(app, Reading("SKG", "temperature", At(-(n / 2)), 20 + (n / 2 * 0.1)))));

        Assert.Equal(20, answers.Sum(answer => answer.Json["stored"]!.GetValue<int>()));
        Assert.Equal(20, answers.Sum(answer => answer.Json["unchanged"]!.GetValue<int>()));
        Assert.Equal(At(0), (await LatestAsync(app, "SKG", Quantity.Temperature))!.At);
    }

    [Theory]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"2026-11-25T10:20:00","value":1}""", 422, "at.invalid")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"9999-12-31T23:59:59Z","value":1}""", 422, "at.invalid")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"2001-01-01T00:00:00Z","value":1}""", 422, "at.too-old")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"2150-01-01T00:00:00+08:00","value":1}""", 422, "at.future")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"2026-11-25T10:20:00+08:00"}""", 422, "value.absent")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"NOW","value":"NaN"}""", 422, "field.invalid")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"NOW","value":1e999}""", 422, "value.invalid")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"NOW","value":true}""", 422, "field.invalid")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"NOW","value":1,"value":2}""", 422, "field.invalid")]
    [InlineData("""{"station":"KP","quantity":"temperature","at":"NOW","value":1,"speed":2}""", 422, "field.unknown")]
    [InlineData("""{"station":"K\u0000P","quantity":"temperature","at":"NOW","value":1}""", 404, "station.unknown")]
    [InlineData("""{"station":["KP"],"quantity":"temperature","at":"NOW","value":1}""", 422, "field.invalid")]
    [InlineData("""{"station":"KP","quantity":"Temperature","at":"NOW","value":1}""", 404, "quantity.unknown")]
    [InlineData("""{"station":"KP","quantity":"0","at":"NOW","value":1}""", 404, "quantity.unknown")]
    [InlineData("""["text"]""", 422, "item.not-object")]
    [InlineData("null", 422, "item.not-object")]
    public async Task What_is_no_reading_is_refused_with_its_reason(string body, int status, string code)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);

        var answer = await PostAsync(app, body.Replace("NOW", DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture), StringComparison.Ordinal), "application/json");

        Assert.Equal((status, code), ((int)answer.Status, Item(answer, 0, "code")));
        Assert.DoesNotContain('{', Item(answer, 0, "message")!);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("\0", 400)]
    [InlineData("[[[[[[[[[[1]]]]]]]]]]", 400)]
    [InlineData("""{"station":"KP","value":NaN}""", 400)]
    public async Task What_is_no_JSON_is_refused_whole(string body, int status)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);

        Assert.Equal(status, (int)(await PostAsync(app, body, "application/json")).Status);
    }

    [Fact]
    public async Task Too_many_too_large_and_of_another_kind_are_refused_whole()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(app, $"[{string.Join(',', Enumerable.Repeat("1", 5_001))}]", "application/json")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(app, $"[\"{new string('x', 1_100_000)}\"]", "application/json")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(app, "<reading/>", "application/xml")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "KP,temperature", "text/csv")).Status);
    }

    [Fact]
    public async Task Only_a_station_operator_may_send()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var nobody = app.Browse();
        using var forecaster = app.Browse(Operator, ["hko:forecaster"]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Http.PostAsJsonAsync("/api/weather/readings", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await forecaster.Http.PostAsJsonAsync("/api/weather/readings", new { })).StatusCode);
    }

    [Fact]
    public async Task A_station_that_floods_waits_and_its_neighbour_does_not()
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new OneStop.Audit.AuditModule(), new OneStop.Catalogue.CatalogueModule(), new ObservatoryModule()], new() { ["Observatory:ReadingsPerMinute"] = "20" });
        var flood = Enumerable.Range(0, 99).Select(n => Reading("KP", "temperature", At(-n), 20)).ToArray();
        await SendAsync(app, flood);

        var refused = await SendAsync(app, flood);
        var mixed = await SendAsync(app, [.. flood, Reading("HKO", "temperature", At(0), 20)]);

        Assert.Equal((HttpStatusCode.TooManyRequests, "station.flood"), (refused.Status, Item(refused, 0, "code")));
        Assert.Equal((HttpStatusCode.OK, "stored"), (mixed.Status, Item(mixed, 99, "outcome")));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_dropped_file_ends_beside_its_result(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var drop = app.Services.GetRequiredService<CsvDrop>();
        await drop.TakeAllAsync(default);
        var at = At(-15).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(drop.Incoming, "good.csv"), $"station,quantity,at,value\r\nHKA,temperature,{at},22.5\r\nHKA,rainfall,{at},\r\n");
        await File.WriteAllTextAsync(Path.Combine(drop.Incoming, "half.csv"), $"\uFEFFstation,quantity,at,value\nHKA,pressure,{at},1010\nNOWHERE,temperature,{at},1\nHKA,visibility,{at},NaN\n,,,,\n");
        await File.WriteAllTextAsync(Path.Combine(drop.Incoming, "none.csv"), "\0\0\0");

        await drop.TakeAllAsync(default);

        var root = Path.GetDirectoryName(drop.Incoming)!;
        Assert.Empty(Directory.EnumerateFiles(drop.Incoming));
        Assert.Contains("HKA,rainfall,", await File.ReadAllTextAsync(Path.Combine(root, "done", "good.csv.result")), StringComparison.Ordinal);
        Assert.Equal(["stored", "refused", "refused", "refused"], (await File.ReadAllLinesAsync(Path.Combine(root, "failed", "half.csv.result"))).Skip(1).Select(line => line.Split(',')[^3]));
        Assert.True(File.Exists(Path.Combine(root, "failed", "none.csv")));
        Assert.Equal(22.5, (await LatestAsync(app, "HKA", Quantity.Temperature))!.Value);
        Assert.Null(await LatestAsync(app, "HKA", Quantity.Rainfall));
    }

    private static readonly DateTimeOffset Start = new(DateTimeOffset.UtcNow.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);

    private static JsonObject Reading(string station, string quantity, DateTimeOffset at, double? value) =>
        new() { ["station"] = station, ["quantity"] = quantity, ["at"] = at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), ["value"] = value };

    private static Task<Answer> SendAsync(TestApp app, params JsonObject[] readings) =>
        PostAsync(app, readings.Length == 1 ? readings[0].ToJsonString() : new JsonArray([.. readings.Select(reading => reading.DeepClone())]).ToJsonString(), "application/json");

    private static async Task<Answer> PostAsync(TestApp app, string body, string type)
    {
        using var browser = app.Browse(Operator, ["hko:stations"]);
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var response = await browser.Http.PostAsync("/api/weather/readings", content);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, JsonNode.Parse(text)!);
    }

    private static string? Item(Answer answer, int index, string field) => answer.Json["items"]![index]![field]?.GetValue<string>();

    private static Task<LatestReading?> LatestAsync(TestApp app, string station, Quantity quantity) => app.InScopeAsync(scope =>
        scope.GetRequiredService<ObservatoryDb>().Latest.SingleOrDefaultAsync(row => row.Station == station && row.Quantity == quantity));

    private static Task<int> CountAsync(TestApp app, string station, Quantity quantity) => app.InScopeAsync(scope =>
        scope.GetRequiredService<ObservatoryDb>().Readings.CountAsync(row => row.Station == station && row.Quantity == quantity));

    private static Task<List<Quality>> QualitiesAsync(TestApp app, string station, Quantity quantity) => app.InScopeAsync(scope =>
        scope.GetRequiredService<ObservatoryDb>().Readings.Where(row => row.Station == station && row.Quantity == quantity).OrderBy(row => row.At).Select(row => row.Quality).ToListAsync());

    private sealed record Answer(HttpStatusCode Status, JsonNode Json);
}
