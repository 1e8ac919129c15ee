using System.Net;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Observatory.Stations;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Ogc;

public sealed class FeaturesTests(InterfaceApps apps)
{
    [Fact]
    public async Task The_landing_page_leads_to_everything_and_everything_is_there()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();
        var seen = new HashSet<string>();
        var waiting = new Queue<string>([$"{(await apps.OnAsync(DatabaseKind.Sqlite)).Address}ogc"]);

        while (waiting.TryDequeue(out var address))
        {
            if (!seen.Add(address))
            {
                continue;
            }

            var answer = await browser.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            foreach (var link in JsonNode.Parse(await answer.Content.ReadAsStringAsync()) is JsonObject page && page["links"] is JsonArray links ? links : [])
            {
                waiting.Enqueue(link!["href"]!.GetValue<string>());
            }
        }

        Assert.Contains(seen, address => address.EndsWith("/ogc/conformance", StringComparison.Ordinal));
        Assert.Contains(seen, address => address.EndsWith("/ogc/api.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_description_of_the_interface_is_OpenAPI_3_0_of_this_interface_only()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var document = await ReadAsync(browser, "/ogc/api.json");

        Assert.StartsWith("3.0.", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(document["paths"]!.AsObject(), path => Assert.StartsWith("/ogc", path.Key, StringComparison.Ordinal));
        Assert.Contains("/ogc/collections/forecast/position", document["paths"]!.AsObject().Select(path => path.Key));
    }

    [Theory]
    [MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task The_newest_observations_are_one_feature_for_each_station_that_has_any(DatabaseKind kind)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();

        var features = await FeaturesAsync(browser, "/ogc/collections/observations/items");

        Assert.Equal(["CCH", "HKO", "KP", "TKL", "WGL"], features.Select(feature => feature["properties"]!["station"]!.GetValue<string>()));
        Assert.Equal(21.4, features[1]["properties"]!["temperature"]!.GetValue<double>());
        Assert.Equal("2026-11-25T08:00:00Z", features[1]["properties"]!["time"]!.GetValue<string>());
        Assert.Null(features[0]["properties"]!["relativeHumidity"]);
        Assert.Equal(("0.0", "71"), (features[1]["properties"]!["rainfall"]!.ToJsonString(), features[1]["properties"]!["relativeHumidity"]!.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task Past_observations_come_in_time_order_without_what_failed_the_checks(DatabaseKind kind)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();

        var features = await FeaturesAsync(browser, "/ogc/collections/observations/items?station=HKO&datetime=../2026-11-25T08:00:00Z");

        Assert.Equal(["2026-11-24T15:50:00Z", "2026-11-24T16:10:00Z", "2026-11-25T06:00:00Z", "2026-11-25T08:00:00Z"], features.Select(feature => feature["properties"]!["time"]!.GetValue<string>()));
        Assert.Equal((22.3, 80), (features[2]["properties"]!["temperature"]!.GetValue<double>(), features[2]["properties"]!["relativeHumidity"]!.GetValue<int>()));
        var one = await ReadAsync(browser, $"/ogc/collections/observations/items/{features[2]["id"]!.GetValue<string>()}");
        Assert.Equal(features[2].ToJsonString(), one.ToJsonString());
    }

    [Theory]
    [InlineData("stations", 5)]
    [InlineData("warnings", 2)]
    [InlineData("observations", 2)]
    [InlineData("forecast", 50, "&station=HKO")]
    public async Task Page_by_page_gives_what_one_page_gives(string collection, int limit, string filter = "")
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();
        var start = $"/ogc/collections/{collection}/items?datetime=../..{filter}";

        var whole = await FeaturesAsync(browser, $"{start}&limit=10000");
        var parts = new List<JsonNode>();
        for (string? next = $"{start}&limit={limit}"; next is not null;)
        {
            var page = await ReadAsync(browser, next);
            parts.AddRange(page["features"]!.AsArray()!);
            next = page["links"]!.AsArray().FirstOrDefault(link => link!["rel"]!.GetValue<string>() == "next")?["href"]!.GetValue<string>();
        }

        Assert.NotEmpty(whole);
        Assert.Equal(whole.Select(feature => feature["id"]!.ToJsonString()), parts.Select(feature => feature["id"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("stations/items?code=HKO", 1)]
    [InlineData("stations/items?district=islands&limit=3", 3)]
    [InlineData("stations/items?bbox=114.17,22.30,114.18,22.32", 2)]
    [InlineData("stations/items?bbox=114.17,22.30,0,114.18,22.32,100", 2)]
    [InlineData("stations/items?bbox=0,0,1,1", 0)]
    [InlineData("stations/items?bbox=170,-10,-170,10", 0)]
    [InlineData("observations/items?bbox=114.17,22.30,114.18,22.32", 2)]
    [InlineData("observations/items?datetime=2026-11-25T08:00:00Z", 4)]
    [InlineData("observations/items?datetime=2030-01-01T00:00:00Z/..", 0)]
    [InlineData("forecast/items?datetime=2026-11-25T08:00:00Z&bbox=114.17,22.30,114.18,22.32", 2)]
    [InlineData("forecast/items?station=HKO&datetime=2026-11-25T08:00:00Z/2026-11-25T10:30:00Z", 3)]
    [InlineData("warnings/items", 5)]
    [InlineData("warnings/items?kind=WRAIN", 2)]
    [InlineData("warnings/items?kind=WRAIN&code=WRAINR", 1)]
    [InlineData("warnings/items?action=Cancel", 1)]
    [InlineData("warnings/items?datetime=2026-11-25T13:30:00%2B08:00", 1)]
    [InlineData("warnings/items?datetime=2026-11-25T15:30:00%2B08:00", 2)]
    [InlineData("warnings/items?bbox=0,0,1,1", 0)]
    public async Task Questions_choose_features(string address, int count)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        Assert.Equal(count, (await FeaturesAsync(browser, "/ogc/collections/" + address)).Count);
    }

    [Theory]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=a,b,c,d")]
    [InlineData("bbox=114,23,115,22")]
    [InlineData("bbox=NaN,22,115,23")]
    [InlineData("bbox=114,22,200,23")]
    [InlineData("bbox=")]
    [InlineData("datetime=yesterday")]
    [InlineData("datetime=")]
    [InlineData("datetime=2026-11-26T00:00:00Z/2026-11-25T00:00:00Z")]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    [InlineData("limit=99999999999999")]
    [InlineData("crs=http://www.opengis.net/def/crs/EPSG/0/2326")]
    [InlineData("f=html")]
    [InlineData("surprise=1")]
    [InlineData("code'=1")]
    public async Task A_question_that_cannot_be_answered_is_refused_with_the_reason(string query)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();
        foreach (var collection in new[] { "stations", "observations", "warnings", "forecast" })
        {
            var answer = await browser.Http.GetAsync($"/ogc/collections/{collection}/items?{query}");

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.NotEmpty(problem["code"]!.GetValue<string>());
            Assert.DoesNotContain("observatory.ogc", problem["description"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("stations/items/NOPE")]
    [InlineData("observations/items/HKO")]
    [InlineData("observations/items/HKO.20200101T000000Z")]
    [InlineData("warnings/items/1")]
    [InlineData("forecast/items/HKO.20200101T000000Z")]
    [InlineData("forecast/items/HKO.20261125T083000Z")]
    [InlineData("forecast/trajectory")]
    [InlineData("a/b/c")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var answer = await browser.Http.GetAsync("/ogc/collections/" + path);

        Assert.Equal((HttpStatusCode.NotFound, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Titles_are_in_the_readers_language()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-HK");

        var answer = await browser.Http.GetAsync("/ogc/collections/forecast");

        Assert.Contains("數碼地區天氣預報", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Fact]
    public async Task Every_station_is_a_feature_with_its_names()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var stations = await FeaturesAsync(browser, "/ogc/collections/stations/items");

        Assert.Equal(StationList.All.Select(station => station.Name.ZhHant), stations.Select(station => station["properties"]!["nameZhHant"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Our_own_map_gets_each_stations_last_values()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var stations = await FeaturesAsync(browser, "/api/weather/stations.geojson");

        Assert.Equal(5, stations.Count);
        Assert.Equal(14.2, stations.Single(station => station["properties"]!["station"]!.GetValue<string>() == "WGL")["properties"]!["visibility"]!.GetValue<double>());
    }

    private static async Task<JsonNode> ReadAsync(Browser browser, string address) => JsonNode.Parse(await browser.Http.GetStringAsync(address))!;

    private static async Task<List<JsonNode>> FeaturesAsync(Browser browser, string address) => [.. (await ReadAsync(browser, address))["features"]!.AsArray().Select(feature => feature!)];
}
