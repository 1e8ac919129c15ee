using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using OneStop.Kit;
using OneStop.Observatory.Cap;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Cap;

public sealed class CapTests(InterfaceApps apps)
{
    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task Every_step_is_a_message_that_the_standard_allows(DatabaseKind kind)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();
        foreach (var id in new[] { InterfaceApps.Amber, InterfaceApps.Red, InterfaceApps.Thunder, InterfaceApps.Hot, InterfaceApps.HotOver })
        {
            var answer = await browser.Http.GetAsync($"/weather/cap/{id}.xml");

            Assert.Equal("application/cap+xml", answer.Content.Headers.ContentType!.MediaType);
            Validate(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task An_issue_is_an_alert_what_follows_an_update_that_refers_back_and_the_end_a_cancellation()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var amber = await MessageAsync(browser, InterfaceApps.Amber);
        var red = await MessageAsync(browser, InterfaceApps.Red);
        var over = await MessageAsync(browser, InterfaceApps.HotOver);

        Assert.Equal(("Alert", null), (amber.Element(Cap + "msgType")!.Value, amber.Element(Cap + "references")?.Value));
        Assert.Equal("Update", red.Element(Cap + "msgType")!.Value);
        Assert.Equal($"observatory@hko.onestop.example,{InterfaceApps.Amber},2026-11-25T13:00:00+08:00", red.Element(Cap + "references")!.Value);
        Assert.Equal("Cancel", over.Element(Cap + "msgType")!.Value);
        Assert.All(over.Elements(Cap + "info"), info => Assert.Equal(("Past", "AllClear"), (info.Element(Cap + "urgency")!.Value, info.Element(Cap + "responseType")!.Value)));
    }

    [Fact]
    public async Task A_message_says_it_in_three_languages_for_all_of_Hong_Kong()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var infos = (await MessageAsync(browser, InterfaceApps.Red)).Elements(Cap + "info").ToList();

        Assert.Equal(["zh-HK", "zh-CN", "en"], infos.Select(info => info.Element(Cap + "language")!.Value));
        Assert.Equal("紅色暴雨警告信號更新", infos[0].Element(Cap + "headline")!.Value);
        Assert.Equal("The Red Rainstorm Warning Signal has been issued.\nStay indoors <now> & \"here\".", infos[2].Element(Cap + "description")!.Value);
        Assert.Equal("WRAINR", infos[2].Element(Cap + "eventCode")!.Element(Cap + "value")!.Value);
        Assert.Equal(("Hong Kong", "HK"), (infos[2].Element(Cap + "area")!.Element(Cap + "areaDesc")!.Value, infos[2].Element(Cap + "area")!.Element(Cap + "geocode")!.Element(Cap + "value")!.Value));
        Assert.Equal("Actual", (await MessageAsync(browser, InterfaceApps.Red)).Element(Cap + "status")!.Value);
    }

    [Fact]
    public void The_area_is_closed_and_holds_the_corners_of_Hong_Kong()
    {
        Assert.Equal(HongKongArea.Ring[0], HongKongArea.Ring[^1]);
        var area = new OneStop.Observatory.Ogc.Polygon([[.. HongKongArea.Ring]]);
        Assert.All(OneStop.Observatory.Stations.StationList.All, station => Assert.True(area.Contains(station.Longitude, station.Latitude), station.Code));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000.xml")]
    [InlineData("1.xml")]
    [InlineData("..%2f..%2fetc.xml")]
    public async Task A_message_that_was_never_sent_is_not_there(string file)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/weather/cap/" + file)).StatusCode);
    }

    [Theory]
    [InlineData("active", 2)]
    [InlineData("history", 5)]
    public async Task A_feed_leads_to_the_messages(string name, int count)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var feed = XDocument.Parse(await browser.Http.GetStringAsync($"/weather/cap/{name}.atom")).Root!;

        var links = feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "link")!).ToList();
        Assert.Equal(count, links.Count);
        Assert.All(links, link => Assert.Equal("application/cap+xml", link.Attribute("type")!.Value));
        Validate(await browser.Http.GetStringAsync(links[0].Attribute("href")!.Value));
    }

    [Theory]
    [MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task Active_alerts_are_features_of_a_map(DatabaseKind kind)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();

        var alerts = JsonNode.Parse(await browser.Http.GetStringAsync("/alerts/active?lang=tc"))!;

        var alert = alerts["features"]![0]!;
        Assert.Equal(2, alerts["features"]!.AsArray().Count);
        Assert.Equal(("Polygon", "紅色暴雨警告信號", "Update", "Severe"), (alert["geometry"]!["type"]!.GetValue<string>(), alert["properties"]!["event"]!.GetValue<string>(), alert["properties"]!["messageType"]!.GetValue<string>(), alert["properties"]!["severity"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.GetAsync("/alerts/active?lang=xx")).StatusCode);
    }

    private static async Task<XElement> MessageAsync(Browser browser, Guid id) => XDocument.Parse(await browser.Http.GetStringAsync($"/weather/cap/{id}.xml")).Root!;

    /// <summary>Against our own schema, which says more than OASIS's; and against that one where ONESTOP_CAP_SCHEMA names a copy (docs/dependencies.md).</summary>
    private static void Validate(string message, [CallerFilePath] string here = "")
    {
        foreach (var schema in new[] { Path.Combine(Path.GetDirectoryName(here)!, "cap-1.2.xsd"), Environment.GetEnvironmentVariable("ONESTOP_CAP_SCHEMA") }.Where(file => !string.IsNullOrEmpty(file)))
        {
            var schemas = new XmlSchemaSet();
            schemas.Add(null, schema!);
            var problems = new List<string>();
            XDocument.Parse(message).Validate(schemas, (_, problem) => problems.Add(problem.Message));
            Assert.Empty(problems);
        }
    }
}
