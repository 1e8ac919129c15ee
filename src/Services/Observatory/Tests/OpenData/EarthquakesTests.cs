using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.OpenData;

public sealed class EarthquakesTests(WeatherApps apps)
{
    private const string Door = "/api/weather/earthquakes";

    [Theory]
    [MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task What_a_seismologist_reports_is_what_programs_are_told(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var officer = app.Browse(Guid.NewGuid(), ["hko:forecaster"]);
        using var program = app.Browse();

        var told = await officer.Http.PostAsJsonAsync(Door, Report(magnitude: 4.1, intensity: 4));
        var far = await officer.Http.PostAsJsonAsync(Door, Report(magnitude: 6.3, intensity: null));
        var newest = JsonNode.Parse(await program.Http.GetStringAsync("/weatherAPI/opendata/earthquake.php?dataType=qem&lang=tc"))!;
        var felt = JsonNode.Parse(await program.Http.GetStringAsync("/weatherAPI/opendata/earthquake.php?dataType=feltearthquake&lang=en"))!;

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (told.StatusCode, far.StatusCode));
        Assert.Equal(["lat", "lon", "mag", "region", "ptime", "updateTime"], newest.AsObject().Select(property => property.Key));
        Assert.Equal((6.3, "沿岸"), (newest["mag"]!.GetValue<double>(), newest["region"]!.GetValue<string>()));
        Assert.Equal(["updateTime", "mag", "region", "intensity", "lat", "lon", "details", "ptime"], felt.AsObject().Select(property => property.Key));
        Assert.Equal((4, "Felt by many."), (felt["intensity"]!.GetValue<int>(), felt["details"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task Only_the_Observatorys_officers_report()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var nobody = app.Browse();
        using var registrar = app.Browse(Guid.NewGuid(), ["cr:registrar"]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Http.PostAsJsonAsync(Door, Report())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await registrar.Http.PostAsJsonAsync(Door, Report())).StatusCode);
    }

    [Theory]
    [InlineData("""{"latitude":91}""", "latitude")]
    [InlineData("""{"longitude":-181}""", "latitude")]
    [InlineData("""{"magnitude":11}""", "magnitude")]
    [InlineData("""{"intensity":13}""", "intensity")]
    [InlineData("""{"occurredAt":"2090-01-01T00:00:00Z"}""", "occurredAt")]
    [InlineData("""{"region":null}""", "region")]
    [InlineData("""{"region":{"en":"","zhHant":"","zhHans":""}}""", "region")]
    [InlineData("""{"details":[null]}""", "region")]
    public async Task A_report_that_cannot_be_is_refused_with_what_is_wrong(string change, string path)
    {
        using var officer = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse(Guid.NewGuid(), ["hko:forecaster"]);
        var report = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Report()))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            report[name] = value?.DeepClone();
        }

        var answer = await officer.Http.PostAsJsonAsync(Door, report);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"\"path\":\"{path}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dataType=qem&lang=fr")]
    [InlineData("dataType=quake")]
    [InlineData("")]
    public async Task A_bad_question_gets_the_Observatorys_own_words(string query)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var answer = await browser.Http.GetAsync("/weatherAPI/opendata/earthquake.php?" + query);

        Assert.Equal((HttpStatusCode.BadRequest, "Please include valid parameters in API request."), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private static object Report(double magnitude = 5, int? intensity = null) => new
    {
        occurredAt = DateTimeOffset.UtcNow.AddHours(-1),
        latitude = 22.5,
        longitude = 115,
        magnitude,
        intensity,
        region = new { en = "The coast", zhHant = "沿岸", zhHans = "沿岸" },
        details = new[] { new { en = "Felt by many.", zhHant = "多人感到。", zhHans = "多人感到。" } },
    };
}
