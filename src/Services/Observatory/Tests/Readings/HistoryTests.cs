using System.Net;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Observatory.Readings;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Readings;

public sealed class HistoryTests(WeatherApps apps)
{
    private static readonly DateTimeOffset Midnight = HongKong.StartOf(new DateOnly(2026, 3, 1));

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task A_day_of_good_readings_comes_in_order_and_in_Hong_Kong_time(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await app.WriteAsync(write =>
        {
            write.Get<ObservatoryDb>().Readings.AddRange(Enumerable.Range(-1, 146).Select(n => new Reading
            {
                Station = "PLC",
                Quantity = Quantity.Temperature,
                At = Midnight.AddMinutes(10 * n),
                Value = n == 3 ? 99 : 20.5,
                Quality = n == 3 ? Quality.OutOfRange : Quality.Good,
                ReceivedAt = Midnight,
            }));
            return Task.FromResult(true);
        });
        using var browser = app.Browse();

        var lines = (await browser.Http.GetStringAsync("/api/weather/history.csv?station=PLC&quantity=temperature&from=2026-03-01&to=2026-03-01")).TrimEnd().Split('\n');

        Assert.Equal("station,quantity,at,value,isDemonstration", lines[0]);
        Assert.Equal("PLC,temperature,2026-03-01T00:00:00+08:00,20.5,false", lines[1]);
        Assert.Equal(144, lines.Length - 1);
        Assert.StartsWith("PLC,temperature,2026-03-02T00:00:00+08:00", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("station=XXX&quantity=temperature", 404, "station.unknown")]
    [InlineData("quantity=temperature", 404, "station.unknown")]
    [InlineData("station=PLC&quantity=tide", 404, "quantity.not-measured")]
    [InlineData("station=PLC&quantity=temperature&from=yesterday", 422, "history.instant")]
    [InlineData("station=PLC&quantity=temperature&to=0001-01-01", 422, "history.instant")]
    [InlineData("station=PLC&quantity=temperature&from=2026-03-02&to=2026-02-01", 422, "history.reversed")]
    [InlineData("station=PLC&quantity=temperature&from=2024-01-01&to=2026-02-01", 422, "history.too-long")]
    public async Task What_cannot_be_answered_is_refused_with_its_reason(string query, int status, string code)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var response = await browser.Http.GetAsync($"/api/weather/history.csv?{query}");

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(code, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_list_of_stations_says_which_have_stopped()
    {
        await using var app = await WeatherApps.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var now = app.Time!.GetUtcNow();
        await app.WriteAsync(write =>
        {
            write.Get<ObservatoryDb>().Latest.AddRange(Latest("HKO", now.AddMinutes(-10)), Latest("KP", now.AddMinutes(-50)));
            return Task.FromResult(true);
        });
        using var browser = app.Browse();

        var stations = JsonNode.Parse(await browser.Http.GetStringAsync("/api/weather/stations"))!.AsArray().ToDictionary(station => station!["code"]!.GetValue<string>(), station => station!["hasStopped"]!.GetValue<bool>());

        Assert.Equal((false, true, true), (stations["HKO"], stations["KP"], stations["CCH"]));
    }

    private static LatestReading Latest(string station, DateTimeOffset at) => new() { Station = station, Quantity = Quantity.Temperature, At = at, NewestAt = at, Value = 20 };
}
