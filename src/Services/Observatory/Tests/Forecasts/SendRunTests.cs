using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Forecasts;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Forecasts;

/// <summary>Each test has an app of its own: one run is in force.</summary>
public sealed class SendRunTests
{
    private const string CoverageJson = "application/prs.coverage+json";
    private const int Steps = 30;
    private static readonly string[] Names = ["temperature", "relativeHumidity", "windDirection", "windSpeed", "rainfall", "rainProbability"];

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_run_is_in_force_at_once_the_same_again_changes_nothing_and_an_older_one_is_refused(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var hour = Hour(app);
        using var browser = app.Browse();

        var first = await SendAsync(app, Run(hour));
        var again = await SendAsync(app, Run(hour), "gzip");
        var forecast = JsonNode.Parse(await browser.Http.GetStringAsync("/ogc/collections/forecast/position?coords=POINT(114.2 22.3)"))!;
        var older = await SendAsync(app, Run(hour.AddHours(-2)));
        var corrected = await SendAsync(app, Run(hour, warmer: 3), "br");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(first.Json["hash"]!.ToString(), again.Json["hash"]!.ToString());
        Assert.Equal([10, 10.1, 10.2], forecast["ranges"]!["temperature"]!["values"]!.AsArray().Take(3).Select(value => value!.GetValue<double>()));
        Assert.Null(forecast["ranges"]!["rainfall"]!["values"]![Steps - 1]);
        Assert.Equal(HttpStatusCode.Conflict, older.Status);
        Assert.Equal(HttpStatusCode.Created, corrected.Status);
        Assert.Equal(13, Temperature(app));
        Assert.Equal(2, await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Runs.CountAsync()));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task What_the_cube_query_gives_out_may_be_sent_back(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        using var browser = app.Browse();
        await SendAsync(app, Run(Hour(app)));
        var hash = app.Services.GetRequiredService<ForecastGrids>().Current!.Hash;
        var whole = JsonNode.Parse(await browser.Http.GetStringAsync("/ogc/collections/forecast/cube?bbox=113.8,22.1,114.5,22.6"))!.AsObject();

        var back = await SendAsync(app, whole);

        Assert.Equal((HttpStatusCode.OK, hash), (back.Status, back.Json["hash"]!.ToString()));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "type", "run.not-coverage", "" }, { "domain", "run.not-coverage", "" }, { "west", "run.too-small", "domain/axes" }, { "uneven", "run.axis.uneven", "domain/axes/x" },
        { "falling", "run.axis.uneven", "domain/axes/y" }, { "words", "run.axis", "domain/axes/x" }, { "num", "run.axis", "domain/axes/y" }, { "gap", "run.hours", "domain/axes/t" },
        { "short", "run.hours", "domain/axes/t" }, { "tomorrow", "run.time", "domain/axes/t" }, { "last-week", "run.time", "domain/axes/t" }, { "missing", "run.missing", "ranges/windSpeed" },
        { "shape", "run.array", "ranges/rainfall" }, { "axes", "run.array", "ranges/rainfall" }, { "hot", "run.value", "ranges/temperature/values/7" }, { "text", "run.value", "ranges/temperature/values/7" },
        { "huge", "run.value", "ranges/temperature/values/7" }, { "list", "run.not-coverage", "" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_a_run_is_named_and_nothing_of_it_is_taken(string fault, string code, string path)
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);

        var answer = await SendAsync(app, Spoil(Run(Hour(app)), fault));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains((path, code), answer.Json["errors"]!.AsArray().Select(error => (error!["path"]!.ToString(), error["code"]!.ToString())));
        Assert.All(answer.Json["errors"]!.AsArray(), error => Assert.DoesNotContain("observatory.", error!["message"]!.ToString(), StringComparison.Ordinal));
        Assert.Null(app.Services.GetRequiredService<ForecastGrids>().Current);
    }

    [Theory]
    [InlineData("{\"type\":", CoverageJson, "", 400)]
    [InlineData("", CoverageJson, "", 400)]
    [InlineData("not packed", CoverageJson, "gzip", 400)]
    [InlineData("not packed", CoverageJson, "br", 400)]
    [InlineData("{}", CoverageJson, "zstd", 415)]
    [InlineData("{}", "application/x-netcdf", "", 415)]
    [InlineData("{}", CoverageJson, "", 422)]
    public async Task What_cannot_be_read_is_refused(string body, string type, string encoding, int status)
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        using var forecaster = app.First();
        var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        if (encoding.Length > 0)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        Assert.Equal(status, (int)(await forecaster.Http.PostAsync("/api/weather/runs", content)).StatusCode);
    }

    [Fact]
    public async Task A_small_request_that_unpacks_to_a_flood_is_refused_and_only_forecasters_may_send()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        using var stranger = app.Browse();
        var bomb = new MemoryStream();
        await using (var packing = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var megabyte = 0; megabyte < 100; megabyte++)
            {
                await packing.WriteAsync(spaces);
            }
        }

        using var forecaster = app.First();
        var content = new ByteArrayContent(bomb.ToArray()) { Headers = { ContentType = new(CoverageJson), ContentEncoding = { "gzip" } } };

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await forecaster.Http.PostAsync("/api/weather/runs", content)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Http.PostAsync("/api/weather/runs", new StringContent("{}", new MediaTypeHeaderValue(CoverageJson)))).StatusCode);
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return WeatherApps.StartAsync(kind, fakeTime: true);
    }

    private static DateTimeOffset Hour(TestApp app) => new(app.Time!.GetUtcNow().Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    private static double? Temperature(TestApp app) => app.Services.GetRequiredService<ForecastGrids>().Current!.Value(GridQuantity.Temperature, 0, 22.3, 114.2);

    /// <summary>On a grid of a tenth of a degree: 10 °C at first and a tenth warmer each hour, the last hour's rain unknown.</summary>
    private static JsonObject Run(DateTimeOffset at, double warmer = 0)
    {
        const int cells = 6 * 8;
        JsonObject Range(string name) => new()
        {
            ["type"] = "NdArray",
            ["dataType"] = "float",
            ["axisNames"] = new JsonArray("t", "y", "x"),
            ["shape"] = new JsonArray(Steps, 6, 8),
            ["values"] = new JsonArray([.. Enumerable.Range(0, Steps * cells).Select(index => (JsonNode?)(name switch
            {
                "temperature" => Math.Round(10 + warmer + (index / cells * 0.1), 1),
                "rainfall" when index >= (Steps - 1) * cells => null,
                "rainfall" => 1.5,
                _ => 40,
            }))]),
        };

        return new JsonObject
        {
            ["type"] = "Coverage",
            ["domain"] = new JsonObject
            {
                ["type"] = "Domain",
                ["domainType"] = "Grid",
                ["axes"] = new JsonObject
                {
                    ["x"] = new JsonObject { ["values"] = new JsonArray([.. Enumerable.Range(0, 8).Select(index => (JsonNode)Math.Round(113.8 + (index * 0.1), 1))]) },
                    ["y"] = new JsonObject { ["start"] = 22.1, ["stop"] = 22.6, ["num"] = 6 },
                    ["t"] = new JsonObject { ["values"] = new JsonArray([.. Enumerable.Range(0, Steps).Select(step => (JsonNode)at.AddHours(step).ToString("yyyy-MM-ddTHH:mm:ssZ"))]) },
                },
            },
            ["ranges"] = new JsonObject(Names.Select(name => KeyValuePair.Create(name, (JsonNode?)Range(name)))),
        };
    }

    private static JsonNode Spoil(JsonObject run, string fault)
    {
        var axes = run["domain"]!["axes"]!;
        var hours = axes["t"]!["values"]!.AsArray();
        switch (fault)
        {
            case "type": run["type"] = "CoverageCollection"; break;
            case "domain": run["domain"]!["domainType"] = "PointSeries"; break;
            case "west": axes["x"] = new JsonObject { ["start"] = 113.0, ["stop"] = 113.7, ["num"] = 8 }; break;
            case "uneven": axes["x"]!["values"]![3] = 114.15; break;
            case "falling": axes["y"] = new JsonObject { ["start"] = 22.6, ["stop"] = 22.1, ["num"] = 6 }; break;
            case "words": axes["x"]!["values"]![0] = "west"; break;
            case "num": axes["y"]!["num"] = 1e9; break;
            case "gap": hours[4] = hours[5]!.GetValue<string>(); break;
            case "short": axes["t"]!["values"] = new JsonArray(hours[0]!.GetValue<string>()); break;
            case "tomorrow": Shift(hours, 24); break;
            case "last-week": Shift(hours, -24 * 7); break;
            case "missing": run["ranges"]!.AsObject().Remove("windSpeed"); break;
            case "shape": run["ranges"]!["rainfall"]!["shape"]![0] = Steps - 1; break;
            case "axes": run["ranges"]!["rainfall"]!["axisNames"] = new JsonArray("t", "x", "y"); break;
            case "hot": run["ranges"]!["temperature"]!["values"]![7] = 70; break;
            case "text": run["ranges"]!["temperature"]!["values"]![7] = "warm"; break;
            case "huge": run["ranges"]!["temperature"]!["values"]![7] = JsonNode.Parse("1e999"); break;
            case "list": return new JsonArray(run);
        }

        return run;
    }

    private static void Shift(JsonArray hours, int by)
    {
        for (var step = 0; step < hours.Count; step++)
        {
            hours[step] = DateTimeOffset.Parse(hours[step]!.GetValue<string>()).AddHours(by).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
        }
    }

    private static async Task<(HttpStatusCode Status, JsonNode Json)> SendAsync(TestApp app, JsonNode run, string? encoding = null)
    {
        using var forecaster = app.First();
        using var content = new ByteArrayContent(Pack(Encoding.UTF8.GetBytes(run.ToJsonString()), encoding));
        content.Headers.ContentType = new MediaTypeHeaderValue(CoverageJson);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await forecaster.Http.PostAsync("/api/weather/runs", content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static byte[] Pack(byte[] plain, string? encoding)
    {
        if (encoding is null)
        {
            return plain;
        }

        var bytes = new MemoryStream();
        using (Stream packing = encoding == "br" ? new BrotliStream(bytes, CompressionLevel.Fastest) : new GZipStream(bytes, CompressionLevel.Fastest))
        {
            packing.Write(plain);
        }

        return bytes.ToArray();
    }
}
