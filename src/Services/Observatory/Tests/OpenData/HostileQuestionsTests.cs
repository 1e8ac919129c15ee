using CsCheck;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.OpenData;

public sealed class HostileQuestionsTests(InterfaceApps apps)
{
    private static readonly string[] Doors =
    [
        "/weatherAPI/opendata/weather.php", "/weatherAPI/opendata/opendata.php", "/weatherAPI/opendata/earthquake.php", "/weatherAPI/opendata/hourlyRainfall.php", "/weatherAPI/opendata/lunardate.php",
        "/alerts/active", "/ogc/collections/stations/items", "/ogc/collections/observations/items", "/ogc/collections/warnings/items", "/ogc/collections/forecast/items",
        "/ogc/collections/forecast/position", "/ogc/collections/forecast/area", "/ogc/collections/forecast/cube", "/ogc/collections/observations/position", "/ogc/collections/observations/locations/HKO", "/api/weather/point",
    ];

    private static readonly string[] Names =
        ["dataType", "lang", "rformat", "station", "year", "month", "day", "hour", "date", "bbox", "datetime", "limit", "after", "f", "crs", "coords", "parameter-name", "lat", "lon", "kind", "%00", "a[b]", ""];

    private static readonly string[] Values =
    [
        "", "flw", "HHOT", "CLMTEMP", "RYES", "HKO", "CCH", "2026", "-1", "0", "13", "99999999999999999999", "1e308", "NaN", "-Infinity", "0001-01-01", "9999-12-31", "20261131", "..", "../..", "/", "2026-11-25T08:00:00Z", "9999-12-31T23:59:59Z/..",
        "../0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "POINT(114.17 22.3)", "POINT(1e308 -1e308)", "POLYGON((114 22,114.1 22,114.1 22.1,114 22))", "POLYGON((((((", "114,22,114.1,22.1", "180,90,-180,-90", "-180,-90,180,90", "temperature", ",,,",
        "CSV", "%00", "%F0%9F%8C%80", "%C3%28", "';--", "<x>", "HKO.20261125T080000Z", "HKO.99991231T235959Z", "x".PadRight(3000, 'x'),
    ];

    [Fact]
    public async Task Whatever_is_asked_nothing_fails()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();
        var question = Gen.Select(Gen.OneOfConst(Doors), Gen.Select(Gen.OneOfConst(Names), Gen.OneOfConst(Values)).Array[0, 4])
            .Select((door, parameters) => $"{door}?{string.Join('&', parameters.Select(parameter => $"{parameter.Item1}={parameter.Item2.Replace(" ", "%20", StringComparison.Ordinal)}"))}");

        await question.SampleAsync(async address => Assert.InRange((int)(await browser.Http.GetAsync(address)).StatusCode, 200, 499), iter: 400, threads: 1);
    }
}
