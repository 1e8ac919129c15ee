using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.OpenData;

/// <summary>The documents beside this file were written from the published facts of the interface: names, order, types.</summary>
public sealed class WeatherReportsTests(InterfaceApps apps)
{
    private static readonly string[] Documents = ["flw.en", "fnd.en", "fnd.tc", "rhrread.en", "rhrread.tc", "warnsum.en", "warnsum.tc", "warningInfo.en", "swt.en"];

    public static TheoryData<DatabaseKind, string> Cases
    {
        get
        {
            var cases = new TheoryData<DatabaseKind, string>();
            foreach (var kind in OneStop.Kit.TestDatabase.Kinds)
            {
                foreach (var document in Documents)
                {
                    cases.Add(kind, document);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_report_is_the_published_document_to_the_letter(DatabaseKind kind, string document)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();
        var (type, lang) = (document.Split('.')[0], document.Split('.')[1]);

        var answer = await browser.Http.GetAsync($"/weatherAPI/opendata/weather.php?dataType={type}&lang={lang}");

        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(Canonical(await File.ReadAllTextAsync(PathOf(document + ".json"))), Canonical(await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("dataType=flw")]
    [InlineData("dataType=flw&lang=")]
    [InlineData("lang=en&dataType=flw")]
    public async Task English_is_the_language_of_who_names_none(string query)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var report = await browser.Http.GetStringAsync($"/weatherAPI/opendata/weather.php?{query}");

        Assert.Contains("A fresh easterly.", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dataType=")]
    [InlineData("dataType=rhrreadd")]
    [InlineData("dataType=RHRREAD")]
    [InlineData("dataType=rhrread&lang=eng")]
    [InlineData("dataType=rhrread&lang=EN")]
    [InlineData("dataType=rhrread&dataType=flw")]
    [InlineData("dataType[]=flw")]
    [InlineData("dataType=../../etc/passwd")]
    [InlineData("dataType=flw';DROP TABLE observatory_bulletins;--")]
    [InlineData("dataType=%00")]
    [InlineData("dataType=%ff%fe")]
    [InlineData("dataType=<script>alert(1)</script>")]
    public async Task A_bad_question_gets_the_Observatorys_own_words(string query)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var answer = await browser.Http.GetAsync($"/weatherAPI/opendata/weather.php?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(("text/plain", "*"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal("Please include valid parameters in API request.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Before_anything_is_measured_or_issued_answers_are_empty_and_well_formed()
    {
        await using var app = await WeatherApps.StartAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        Task<string> Report(string type) => browser.Http.GetStringAsync($"/weatherAPI/opendata/weather.php?dataType={type}&lang=tc");

        Assert.Equal("{}", await Report("flw"));
        Assert.Equal("{}", await Report("fnd"));
        Assert.Equal("{}", await Report("warnsum"));
        Assert.Equal("{}", await Report("warningInfo"));
        Assert.Equal("""{"swt":[]}""", await Report("swt"));
        var current = JsonNode.Parse(await Report("rhrread"))!;
        Assert.Equal("", current["warningMessage"]!.GetValue<string>());
        Assert.Equal("", current["uvindex"]!.GetValue<string>());
        Assert.Empty(current["temperature"]!["data"]!.AsArray());
        Assert.All(current["rainfall"]!["data"]!.AsArray(), district => Assert.Equal("TRUE", district!["main"]!.GetValue<string>()));
        Assert.Equal("{}", await browser.Http.GetStringAsync("/weatherAPI/opendata/earthquake.php?dataType=qem"));
        Assert.Equal("Date time,Automatic Weather Station,Air Temperature(degree Celsius)\n", await browser.Http.GetStringAsync("/weatherAPI/hko_data/regional-weather/latest_1min_temperature.csv"));
        Assert.Contains("\"value\":\"M\"", await browser.Http.GetStringAsync("/weatherAPI/opendata/hourlyRainfall.php"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_carries_a_strong_tag_and_is_open_to_scripts_of_every_origin()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();
        const string address = "/weatherAPI/opendata/weather.php?dataType=rhrread&lang=sc";

        var answer = await browser.Http.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        var unchanged = await browser.Http.SendAsync(again);

        Assert.False(answer.Headers.ETag!.IsWeak);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.InRange(answer.Headers.CacheControl!.MaxAge!.Value.TotalSeconds, 0, 60);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private static string Canonical(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Documents", name);
}
