using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Tests.Site;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Lightning;

/// <summary>Each test has an app of its own: there is one network, and what it has watched is one row.</summary>
public sealed class LightningTests
{
    private static readonly Guid Operator = Guid.CreateVersion7();

    // Sha Tin, and Cheung Chau.
    private static readonly (double North, double East) Inland = (22.40, 114.21);
    private static readonly (double North, double East) Island = (22.21, 114.03);

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Strokes_are_stored_once_and_say_the_same_in_the_table_on_the_map_and_in_the_open_data(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var now = app.Time!.GetUtcNow();
        var hour = new DateTimeOffset(now.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
        await new Scene(app, hour).ReadingAsync("HKO", Quantity.Temperature, 25);
        object[] strokes =
        [
            Stroke(hour.AddMinutes(-59), Inland, "cloudToGround"), Stroke(hour.AddMinutes(-55), Inland, "cloudToCloud"), Stroke(hour.AddSeconds(-3.125), Inland, "cloudToCloud"),
            Stroke(hour.AddMinutes(-5), Island, "cloudToCloud"), Stroke(hour.AddMinutes(-5), (21.5, 113), "cloudToGround"), Stroke(hour.AddMinutes(-70), Inland, "cloudToGround"),
        ];

        var first = await SendAsync(app, hour, strokes);
        var again = await SendAsync(app, hour, strokes);

        Assert.Equal((6, 0), (first.Json["stored"]!.GetValue<int>(), first.Json["unchanged"]!.GetValue<int>()));
        Assert.Equal((0, 6), (again.Json["stored"]!.GetValue<int>(), again.Json["unchanged"]!.GetValue<int>()));
        using var browser = app.Browse();
        var page = await browser.OpenAsync("/en/weather/map");
        Assert.Equal(
            ["All of Hong Kong 1 3 2 0 0 0 0 2", "New Territories West 0 0 0 0 0 0 0 0", "New Territories East 1 2 2 0 0 0 0 1", "Hong Kong Island and Kowloon 0 0 0 0 0 0 0 0", "Lantau 0 1 0 0 0 0 0 1"],
            page.Html.QuerySelectorAll(".weather-lightning tbody tr").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("not counted above: 1.", page.Text, StringComparison.Ordinal);

        var drawn = JsonNode.Parse(await browser.Http.GetStringAsync("/api/weather/lightning"))!["strokes"]!.AsArray();
        Assert.Equal([4200, 3540, 3300, 300, 300, 3], drawn.Select(stroke => stroke![0]!.GetValue<double>()));
        Assert.Equal([3540, 114.21, 22.4, 1], drawn[1]!.AsArray().Select(number => number!.GetValue<double>()));

        var table = JsonNode.Parse(await browser.Http.GetStringAsync("/weatherAPI/opendata/opendata.php?dataType=LHL&rformat=json&lang=en"))!;
        var span = $"{Stamp(hour.AddHours(-1))}-{Stamp(hour.AddMinutes(-1))}";
        Assert.Equal(["DateTime", "Type", "Region", "lightning count"], table["fields"]!.AsArray().Select(field => field!.GetValue<string>()));
        Assert.Equal(
            [$"{span},Cloud-to-ground,New Territories East,1", $"{span},Cloud-to-cloud,New Territories East,2", $"{span},Cloud-to-cloud,Lantau,1"],
            table["data"]!.AsArray().Where(row => row![3]!.GetValue<string>() != "0").Select(row => string.Join(',', row!.AsArray().Select(cell => cell!.GetValue<string>()))));
        Assert.Equal(8, table["data"]!.AsArray().Count);
        var report = JsonNode.Parse(await browser.Http.GetStringAsync("/weatherAPI/opendata/weather.php?dataType=rhrread&lang=tc"))!["lightning"]!;
        Assert.Equal(["新界東", "大嶼山"], report["data"]!.AsArray().Select(place => place!["place"]!.GetValue<string>()));
        Assert.All(report["data"]!.AsArray(), place => Assert.Equal("true", place!["occur"]!.GetValue<string>()));

        string Stamp(DateTimeOffset at) => HongKong.At(at).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Not_watched_is_not_no_lightning_and_a_silent_network_is_told_of(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var now = app.Time!.GetUtcNow();
        await new Scene(app, now).ReadingAsync("HKO", Quantity.Temperature, 25);
        using var browser = app.Browse();

        var before = await browser.OpenAsync("/en/weather/map");
        var emptyTable = await browser.Http.GetStringAsync("/weatherAPI/opendata/opendata.php?dataType=LHL");
        await SendAsync(app, now);
        var calm = await browser.OpenAsync("/en/weather/map");
        var earlier = await browser.OpenAsync("/en/weather/map?ago=6");
        app.Time.Advance(TimeSpan.FromMinutes(45));
        var silent = await browser.OpenAsync("/en/weather/map");
        var report = JsonNode.Parse(await browser.Http.GetStringAsync("/weatherAPI/opendata/weather.php?dataType=rhrread"))!;

        Assert.Null(before.Html.QuerySelector("#lightning"));
        Assert.Single(emptyTable.Trim().Split('\n'));
        Assert.Contains("No lightning was detected.", calm.Text, StringComparison.Ordinal);
        Assert.Contains("does not mean that there was no lightning", earlier.Text, StringComparison.Ordinal);
        Assert.Contains("The lightning reports are 45 minutes old.", silent.Text, StringComparison.Ordinal);
        Assert.Null(report["lightning"]);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task What_is_no_stroke_is_refused_by_name_and_the_others_are_taken(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var now = app.Time!.GetUtcNow();

        var mixed = await SendAsync(
            app, now,
            Stroke(now, Inland, "cloudToGround"), Stroke(now, (Inland.East, Inland.North), "cloudToGround"), Stroke(now, (30, 114), "cloudToGround"), Stroke(now, Inland, "sheet"),
            Stroke(now.AddMinutes(6), Inland, "cloudToGround"), Stroke(now.AddDays(-36), Inland, "cloudToGround"), new { at = "noon", latitude = 22.4, longitude = 114.2, kind = "cloudToGround" }, new { });
        var wrong = await SendAsync(app, now, Stroke(now, Inland, "sheet"));

        Assert.Equal((HttpStatusCode.OK, 1), (mixed.Status, mixed.Json["stored"]!.GetValue<int>()));
        Assert.Equal(
            ["1 place.swapped", "2 place.outside", "3 kind.unknown", "4 at.future", "5 at.too-old", "6 at.invalid", "7 at.invalid"],
            mixed.Json["refused"]!.AsArray().Select(one => $"{one!["index"]} {one["code"]}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        // What was refused might have been lightning: nobody knows all of it up to now.
        Assert.Null(await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Lightning.SingleOrDefaultAsync()));
    }

    [Fact]
    public async Task Only_operators_may_send_and_too_many_or_nonsense_is_refused()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var now = app.Time!.GetUtcNow();
        using var stranger = app.Browse();
        using var operators = app.Browse(Operator, ["hko:stations"]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Http.PostAsJsonAsync("/api/weather/lightning", new { strokes = Array.Empty<object>() })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.Http.PostAsJsonAsync("/api/weather/lightning", new { until = now.AddHours(1), strokes = Array.Empty<object>() })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.Http.PostAsJsonAsync("/api/weather/lightning", new { until = now })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await operators.Http.PostAsync("/api/weather/lightning", new StringContent("[1,", null, "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(app, now, [.. Enumerable.Repeat(Stroke(now, Inland, "cloudToGround"), StrokesApi.Most + 1)])).Status);
    }

    [Fact]
    public async Task A_network_that_floods_is_told_to_wait()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var now = app.Time!.GetUtcNow();
        var many = Enumerable.Range(0, StrokesApi.Most).Select(n => Stroke(now.AddMilliseconds(-n), Inland, "cloudToCloud")).ToArray();

        var (status, times) = (HttpStatusCode.OK, 0);
        for (; status == HttpStatusCode.OK && times < 20; times++)
        {
            status = (await SendAsync(app, now, many)).Status;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(times, 10, 19);
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return WeatherApps.StartAsync(kind, fakeTime: true);
    }

    private static object Stroke(DateTimeOffset at, (double North, double East) place, string kind) => new { at, latitude = place.North, longitude = place.East, kind };

    private static async Task<(HttpStatusCode Status, JsonObject Json)> SendAsync(TestApp app, DateTimeOffset until, params object[] strokes)
    {
        using var operators = app.Browse(Operator, ["hko:stations"]);
        using var response = await operators.Http.PostAsJsonAsync("/api/weather/lightning", new { until, strokes });
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}
