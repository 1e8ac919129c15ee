using System.Net;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Ogc;

public sealed class EdrTests(InterfaceApps apps)
{
    private const string Forecast = "/ogc/collections/forecast/";
    private const string Observations = "/ogc/collections/observations/";

    [Fact]
    public async Task A_position_is_a_series_of_the_interpolated_grid()
    {
        using var browser = await BrowseAsync();

        var coverage = await ReadAsync(browser, $"{Forecast}position?coords=POINT(114.1742 22.3019)");

        Assert.Equal(217, coverage["domain"]!["axes"]!["t"]!["values"]!.AsArray().Count);
        Assert.Equal("2026-11-25T08:00:00Z", coverage["domain"]!["axes"]!["t"]!["values"]![0]!.GetValue<string>());
        Assert.Equal((114.1742, 22.3019), (coverage["domain"]!["axes"]!["x"]!["values"]![0]!.GetValue<double>(), coverage["domain"]!["axes"]!["y"]!["values"]![0]!.GetValue<double>()));
        Assert.Equal(["temperature", "relativeHumidity", "windDirection", "windSpeed", "rainfall", "rainProbability"], coverage["ranges"]!.AsObject().Select(range => range.Key));
        Assert.Equal(coverage["parameters"]!.AsObject().Select(parameter => parameter.Key), coverage["ranges"]!.AsObject().Select(range => range.Key));
        for (var step = 0; step < 217; step++)
        {
            Assert.Equal(InterfaceApps.Temperature(step, 22.3019, 114.1742), Value(coverage, "temperature", step)!.Value, 0.11);
        }

        Assert.Equal((90, 12.5, 40), (Value(coverage, "windDirection", 7), Value(coverage, "windSpeed", 7), Value(coverage, "rainProbability", 7)));
        Assert.Equal((1.5, null), (Value(coverage, "rainfall", 200), Value(coverage, "rainfall", 201)));
        Assert.Equal([217], coverage["ranges"]!["temperature"]!["shape"]!.AsArray().Select(length => length!.GetValue<int>()));
    }

    [Theory]
    [InlineData("datetime=2026-11-25T10:00:00Z", 2, 2)]
    [InlineData("datetime=2026-11-25T10:00:00Z/2026-11-25T12:30:00Z", 2, 4)]
    [InlineData("datetime=../2026-11-25T12:00:00Z", 0, 4)]
    [InlineData("datetime=2026-12-04T07:00:00Z/..", 215, 216)]
    [InlineData("datetime=../..", 0, 216)]
    [InlineData("datetime=2020-01-01T00:00:00Z/2030-01-01T00:00:00Z", 0, 216)]
    public async Task A_time_chooses_steps(string query, int first, int last)
    {
        using var browser = await BrowseAsync();

        var coverage = await ReadAsync(browser, $"{Forecast}position?coords=POINT(114.17 22.30)&parameter-name=temperature&{query}");

        var times = coverage["domain"]!["axes"]!["t"]!["values"]!.AsArray();
        Assert.Equal(last - first + 1, times.Count);
        Assert.Equal(InterfaceApps.RunAt.AddHours(first), DateTimeOffset.Parse(times[0]!.GetValue<string>()));
        Assert.Equal(InterfaceApps.Temperature(first, 22.30, 114.17), Value(coverage, "temperature", 0)!.Value, 0.11);
        Assert.Single(coverage["ranges"]!.AsObject());
    }

    [Theory]
    [InlineData("3", "km")]
    [InlineData("3000", "m")]
    [InlineData("1.8641136", "mi")]
    public async Task A_radius_holds_the_cells_within_that_distance_and_no_others(string within, string units)
    {
        using var browser = await BrowseAsync();

        var rows = (await browser.Http.GetStringAsync($"{Forecast}radius?coords=POINT(114.17 22.30)&within={within}&within-units={units}&parameter-name=temperature&datetime=2026-11-25T10:00:00Z&f=CSV"))
            .Trim().Split('\n').Skip(1).Select(row => row.Split(',').Skip(1).Select(double.Parse).ToArray()).ToList();

        // A hundredth of a degree is 1.112 km to the north and 1.029 km to the east.
        var expected = from north in Enumerable.Range(-3, 7)
                       from east in Enumerable.Range(-3, 7)
                       where Math.Pow(north * 1.11195, 2) + Math.Pow(east * 1.02880, 2) <= 9
                       select (Math.Round(114.17 + (east * 0.01), 2), Math.Round(22.30 + (north * 0.01), 2));
        Assert.Equal(expected.Order(), rows.Select(row => (row[0], row[1])).Order());
        Assert.All(rows, row => Assert.Equal(InterfaceApps.Temperature(2, row[1], row[0]), row[2], 0.051));
    }

    [Fact]
    public async Task A_radius_of_observations_is_a_coverage_of_each_station_within_it()
    {
        using var browser = await BrowseAsync();

        var collection = await ReadAsync(browser, $"{Observations}radius?coords=POINT(114.1735 22.307)&within=1&within-units=km&parameter-name=temperature,windSpeed");
        var rows = (await browser.Http.GetStringAsync($"{Observations}radius?coords=POINT(114.1735 22.307)&within=1&within-units=km&parameter-name=temperature,windSpeed&f=CSV")).Trim().Split('\n');

        Assert.Equal("CoverageCollection", collection["type"]!.ToString());
        Assert.Equal(["KP", "HKO"], collection["coverages"]!.AsArray().Select(coverage => coverage!["id"]!.ToString()));
        Assert.Equal(["temperature", "windSpeed"], collection["coverages"]![0]!["ranges"]!.AsObject().Select(range => range.Key));
        Assert.Equal(
            ["time,station,longitude,latitude,temperature,windSpeed", "2026-11-25T08:00:00Z,KP,114.1728,22.3119,20.5,12.4", "2026-11-25T08:00:00Z,HKO,114.1742,22.3019,21.4,"], rows);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Http.GetAsync($"{Observations}radius?coords=POINT(113 22)&within=1&within-units=km")).StatusCode);
    }

    [Theory]
    [InlineData("datetime=2020-01-01T00:00:00Z")]
    [InlineData("datetime=2030-01-01T00:00:00Z/..")]
    [InlineData("datetime=2026-11-25T10:20:00Z/2026-11-25T10:40:00Z")]
    public async Task A_time_of_which_there_is_nothing_has_no_content(string query)
    {
        using var browser = await BrowseAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Http.GetAsync($"{Forecast}position?coords=POINT(114.17 22.30)&{query}")).StatusCode);
    }

    [Theory]
    [InlineData("position?coords=POINT(114.17)", "point")]
    [InlineData("position", "point")]
    [InlineData("position?coords=POINT(22.3 114.17)", "point")]
    [InlineData("position?coords=POINT(22.3 80)", "outside")]
    [InlineData("position?coords=POINT(115 22.3)", "outside")]
    [InlineData("position?coords=POINT(114.17 22.3)&datetime=tomorrow", "datetime")]
    [InlineData("position?coords=POINT(114.17 22.3)&datetime=2026-11-26T00:00:00Z/2026-11-25T00:00:00Z", "datetime")]
    [InlineData("position?coords=POINT(114.17 22.3)&parameter-name=snow", "parameter-name")]
    [InlineData("position?coords=POINT(114.17 22.3)&parameter-name=temperature,", "parameter-name")]
    [InlineData("position?coords=POINT(114.17 22.3)&f=netcdf", "format")]
    [InlineData("position?coords=POINT(114.17 22.3)&f=0", "format")]
    [InlineData("position?coords=POINT(114.17 22.3)&crs=EPSG:2326", "crs")]
    [InlineData("area?coords=POINT(114.17 22.3)", "polygon")]
    [InlineData("radius?coords=POINT(114.17 22.3)", "within")]
    [InlineData("radius?coords=POINT(114.17 22.3)&within=5", "within")]
    [InlineData("radius?coords=POINT(114.17 22.3)&within=5&within-units=leagues", "within")]
    [InlineData("radius?coords=POINT(114.17 22.3)&within=-5&within-units=km", "within")]
    [InlineData("radius?coords=POINT(114.17 22.3)&within=NaN&within-units=km", "within")]
    [InlineData("radius?coords=POINT(114.17 22.3)&within=1e9&within-units=km", "within")]
    [InlineData("radius?coords=POLYGON((114 22,115 22,115 23))&within=5&within-units=km", "point")]
    [InlineData("radius?coords=POINT(130 22.3)&within=5&within-units=km", "outside")]
    [InlineData("area?coords=POLYGON((114 22,115 22,115 23))", "polygon")]
    [InlineData("area?coords=POLYGON((0 0,1 0,1 1,0 0))", "outside")]
    [InlineData("cube?bbox=114.1,22.2,114.2", "bbox")]
    [InlineData("cube?bbox=0,0,1,1", "outside")]
    [InlineData("cube", "bbox")]
    public async Task A_question_that_cannot_be_answered_is_refused_with_the_reason(string query, string reason)
    {
        using var browser = await BrowseAsync();

        var answer = await browser.Http.GetAsync(Forecast + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(reason, problem["code"]!.GetValue<string>());
        Assert.DoesNotContain("observatory.", problem["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("area?coords=POLYGON((113.8 22.1,114.5 22.1,114.5 22.6,113.8 22.6,113.8 22.1))")]
    [InlineData("cube?bbox=113.8,22.1,114.5,22.6&parameter-name=temperature")]
    public async Task Too_much_at_once_is_refused_with_the_limit(string query)
    {
        using var browser = await BrowseAsync();

        var answer = await browser.Http.GetAsync(Forecast + query);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("500000", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_is_a_grid_whose_cells_outside_are_null()
    {
        using var browser = await BrowseAsync();

        var coverage = await ReadAsync(browser, $"{Forecast}area?coords=POLYGON((114.095 22.195,114.125 22.195,114.095 22.225,114.095 22.195))&parameter-name=temperature&datetime=2026-11-25T08:00:00Z");

        Assert.Equal([1, 3, 3], coverage["ranges"]!["temperature"]!["shape"]!.AsArray().Select(length => length!.GetValue<int>()));
        Assert.Equal([114.1, 114.11, 114.12], coverage["domain"]!["axes"]!["x"]!["values"]!.AsArray().Select(x => x!.GetValue<double>()));
        var values = coverage["ranges"]!["temperature"]!["values"]!.AsArray();
        Assert.Equal(InterfaceApps.Temperature(0, 22.2, 114.1), values[0]!.GetValue<double>(), 0.06);
        Assert.Null(values[8]);
    }

    [Fact]
    public async Task A_cube_is_every_cell_of_a_box_at_every_hour()
    {
        using var browser = await BrowseAsync();

        var coverage = await ReadAsync(browser, $"{Forecast}cube?bbox=114.10,22.20,114.13,22.21&parameter-name=temperature,rainfall&datetime=2026-11-25T08:00:00Z/2026-11-25T10:00:00Z");

        Assert.Equal([3, 2, 4], coverage["ranges"]!["rainfall"]!["shape"]!.AsArray().Select(length => length!.GetValue<int>()));
        Assert.Equal(24, coverage["ranges"]!["temperature"]!["values"]!.AsArray().Count);
        Assert.Equal(InterfaceApps.Temperature(2, 22.21, 114.13), coverage["ranges"]!["temperature"]!["values"]![23]!.GetValue<double>(), 0.06);
    }

    [Theory]
    [InlineData("position?coords=POINT(114.17 22.30)&datetime=2026-11-25T08:00:00Z/2026-11-25T10:00:00Z", 3)]
    [InlineData("cube?bbox=114.10,22.20,114.13,22.21&datetime=2026-11-25T08:00:00Z", 8)]
    [InlineData("locations/HKO?datetime=2026-11-25T08:00:00Z", 1)]
    public async Task GeoJson_and_Csv_say_the_same(string query, int rows)
    {
        using var browser = await BrowseAsync();

        var features = (await ReadAsync(browser, $"{Forecast}{query}&f=GeoJSON"))["features"]!.AsArray();
        var lines = (await browser.Http.GetStringAsync($"{Forecast}{query}&f=csv")).TrimEnd().Split('\n');

        Assert.Equal((rows, rows + 1), (features.Count, lines.Length));
        Assert.Equal("time,longitude,latitude,temperature,relativeHumidity,windDirection,windSpeed,rainfall,rainProbability", lines[0]);
        for (var row = 0; row < rows; row++)
        {
            var properties = features[row]!["properties"]!.AsObject();
            var coordinates = features[row]!["geometry"]!["coordinates"]!.AsArray();
            Assert.Equal(string.Join(',', properties.Skip(1).Select(property => property.Value!.ToJsonString()).Prepend(coordinates[1]!.ToJsonString()).Prepend(coordinates[0]!.ToJsonString()).Prepend(properties["time"]!.GetValue<string>())), lines[row + 1]);
        }
    }

    [Fact]
    public async Task The_same_question_of_the_same_run_is_not_answered_twice()
    {
        using var browser = await BrowseAsync();
        const string address = $"{Forecast}position?coords=POINT(114.17 22.30)&parameter-name=rainfall";

        var first = await browser.Http.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal("application/prs.coverage+json", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, (await browser.Http.SendAsync(again)).StatusCode);
        Assert.NotEqual(first.Headers.ETag, (await browser.Http.GetAsync(address + ",temperature")).Headers.ETag);
    }

    [Theory]
    [MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task Observations_come_from_the_nearest_station_that_measures_it(DatabaseKind kind)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();

        var near = await ReadAsync(browser, $"{Observations}position?coords=POINT(114.1741 22.3020)");
        var windy = await ReadAsync(browser, $"{Observations}position?coords=POINT(114.1730 22.3115)&parameter-name=windSpeed");
        var past = await ReadAsync(browser, $"{Observations}locations/HKO?parameter-name=temperature,pressure&datetime=2026-11-25T00:00:00Z/..");

        Assert.Equal("HKO", near["id"]!.GetValue<string>());
        Assert.Equal(21.4, Value(near, "temperature", 0));
        Assert.Equal(("KP", 12.4), (windy["id"]!.GetValue<string>(), Value(windy, "windSpeed", 0)));
        Assert.Equal(2, past["domain"]!["axes"]!["t"]!["values"]!.AsArray().Count);
        Assert.Equal((22.3, null, 1019.6), (Value(past, "temperature", 0), Value(past, "pressure", 0), Value(past, "pressure", 1)));
    }

    [Theory]
    [InlineData("locations/HKO?f=csv", HttpStatusCode.OK)]
    [InlineData("locations/HKO?f=GeoJSON", HttpStatusCode.OK)]
    [InlineData("locations/SHA", HttpStatusCode.NoContent)]
    [InlineData("locations/HKO?datetime=2020-01-01T00:00:00Z", HttpStatusCode.NoContent)]
    [InlineData("locations/NOPE", HttpStatusCode.NotFound)]
    [InlineData("locations/HKO?parameter-name=snow", HttpStatusCode.BadRequest)]
    [InlineData("locations/HKO?datetime=never", HttpStatusCode.BadRequest)]
    [InlineData("locations/HKO?f=grib", HttpStatusCode.BadRequest)]
    [InlineData("locations/HKO?crs=EPSG:4326", HttpStatusCode.BadRequest)]
    [InlineData("position?coords=nowhere", HttpStatusCode.BadRequest)]
    [InlineData("locations", HttpStatusCode.OK)]
    public async Task Questions_about_observations_end_as_the_standard_says(string query, HttpStatusCode status)
    {
        using var browser = await BrowseAsync();

        Assert.Equal(status, (await browser.Http.GetAsync(Observations + query)).StatusCode);
    }

    [Fact]
    public async Task A_collection_says_how_it_may_be_asked()
    {
        using var browser = await BrowseAsync();

        var forecast = await ReadAsync(browser, "/ogc/collections/forecast");

        Assert.Equal(["position", "radius", "area", "cube", "locations"], forecast["data_queries"]!.AsObject().Select(query => query.Key));
        Assert.Equal(["CoverageJSON", "GeoJSON", "CSV"], forecast["output_formats"]!.AsArray().Select(form => form!.GetValue<string>()));
        Assert.Equal("Cel", forecast["parameter_names"]!["temperature"]!["unit"]!["symbol"]!["value"]!.GetValue<string>());
        Assert.Equal("2026-11-25T08:00:00Z", forecast["extent"]!["temporal"]!["interval"]![0]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_point_has_its_hours_as_met_no_writes_them()
    {
        using var browser = await BrowseAsync();

        var point = await ReadAsync(browser, "/api/weather/point?lat=22.3019&lon=114.1742");

        var series = point["properties"]!["timeseries"]!.AsArray();
        Assert.Equal(217, series.Count);
        Assert.Equal(InterfaceApps.Temperature(5, 22.3019, 114.1742), series[5]!["data"]!["instant"]!["details"]!["air_temperature"]!.GetValue<double>(), 0.11);
        Assert.Equal(3.5, series[5]!["data"]!["instant"]!["details"]!["wind_speed"]!.GetValue<double>());
        Assert.Equal(1.5, series[5]!["data"]!["next_1_hours"]!["details"]!["precipitation_amount"]!.GetValue<double>());
        Assert.True(point["properties"]!["meta"]!["demonstration"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.GetAsync("/api/weather/point?lat=north&lon=114")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.GetAsync("/api/weather/point?lat=51.5&lon=0")).StatusCode);
    }

    private async Task<Browser> BrowseAsync() => (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

    private static async Task<JsonNode> ReadAsync(Browser browser, string address) => JsonNode.Parse(await browser.Http.GetStringAsync(address))!;

    private static double? Value(JsonNode coverage, string parameter, int index) => coverage["ranges"]![parameter]!["values"]![index]?.GetValue<double>();
}
