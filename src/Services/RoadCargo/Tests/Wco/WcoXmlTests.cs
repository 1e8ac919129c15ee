using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Tests.Consignments;

namespace OneStop.RoadCargo.Tests.Wco;

public sealed class WcoXmlTests(CargoApps apps)
{
    private static readonly XNamespace Ns = "urn:onestop:road-cargo:1";

    public static TheoryData<DatabaseKind> Engines => CargoApps.Engines;

    private static string Consignment(int number, string count = "12", string articles = "男裝襯衫") =>
        $"""
        <Consignment>
          <SequenceNumeric>{number}</SequenceNumeric>
          <DirectionCode>import</DirectionCode>
          <Consignor><Name>深圳市海港服装有限公司</Name><Address><Line>滨河路1号</Line><Line>深圳市</Line></Address></Consignor>
          <Consignee><Name>Harbour Garments Limited</Name><Address><Line>8 Wing Lok Street</Line></Address></Consignee>
          <Packaging><QuantityQuantity>{count}</QuantityQuantity><TypeCode>CT</TypeCode><PackingMaterialDescription>cartons</PackingMaterialDescription></Packaging>
          <Commodity><CargoDescription>{articles}</CargoDescription></Commodity>
          <BorderTransportMeans><ArrivalDateTime>{Samples.Day(2)}</ArrivalDateTime></BorderTransportMeans>
        </Consignment>
        """;

    private static string Report(string consignments, string id = "R-1", string before = "") =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{before}<Declaration xmlns=\"urn:onestop:road-cargo:1\">\n<ID>{id}</ID>\n{consignments}</Declaration>";

    private static async Task<(int Status, string Body)> SendAsync(Browser trader, byte[] report)
    {
        using var content = new ByteArrayContent(report);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var response = await trader.Http.PostAsync("/api/road-cargo/consignments", content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static Task<(int Status, string Body)> SendAsync(Browser trader, string report) => SendAsync(trader, Encoding.UTF8.GetBytes(report));

    private static List<(string Code, int Line)> Faults(string body) =>
        [.. JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateArray().Select(fault => (fault.GetProperty("code").GetString()!, fault.GetProperty("line").GetInt32()))];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_report_is_taken_and_sent_again_has_the_same_numbers(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var report = Report(Consignment(1) + Consignment(2, "0") + Consignment(3, articles: "goods"));

        var (status, body) = await SendAsync(trader, report);
        var again = await SendAsync(trader, report);
        var answers = XDocument.Parse(body).Root!.Elements(Ns + "Consignment").ToList();
        var shown = await trader.ShowAsync(answers[0].Element(Ns + "ID")!.Value);

        Assert.Equal((200, 200), (status, again.Status));
        Assert.Equal(["lodged", "refused", "lodged"], answers.Select(answer => answer.Element(Ns + "StatusCode")!.Value));
        Assert.Equal(("packages.count.range", "packages/count"), (answers[1].Element(Ns + "Error")!.Element(Ns + "ValidationCode")!.Value, answers[1].Element(Ns + "Error")!.Element(Ns + "Pointer")!.Value));
        Assert.NotNull(answers[2].Element(Ns + "AdditionalInformation"));
        Assert.Equal(["repeated", "refused", "repeated"], XDocument.Parse(again.Body).Root!.Elements(Ns + "Consignment").Select(answer => answer.Element(Ns + "StatusCode")!.Value));
        Assert.Equal(("xml", "滨河路1号, 深圳市"), (shown.GetProperty("channel").GetString(), shown.GetProperty("consignor").GetProperty("address").GetString()));
    }

    [Fact]
    public async Task The_published_schema_takes_the_sample_and_refuses_what_the_door_refuses()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var anybody = app.Browse();
        var schemas = new XmlSchemaSet();
        schemas.Add(Ns.NamespaceName, XmlReader.Create(await anybody.Http.GetStreamAsync("/api/road-cargo/road-cargo-1.xsd")));

        var faults = 0;
        XDocument.Parse(Report(Consignment(1))).Validate(schemas, (_, _) => faults++);
        Assert.Equal(0, faults);
        XDocument.Parse(Report("")).Validate(schemas, (_, _) => faults++);
        Assert.Equal(1, faults);
    }

    [Fact]
    public async Task Each_line_that_the_schema_does_not_know_is_told()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, body) = await SendAsync(trader, Report(Consignment(1).Replace("<DirectionCode>import</DirectionCode>", "<Colour>red</Colour>", StringComparison.Ordinal) + "\n" + Consignment(0)));

        Assert.Equal(422, status);
        Assert.Equal([("xml.schema", 6), ("xml.schema", 14)], Faults(body));
        Assert.Equal([("xml.schema", 12)], Faults((await SendAsync(trader, Report(Consignment(1) + Consignment(1)))).Body));
    }

    [Theory]
    [InlineData("<!DOCTYPE Declaration>\n", "xml.malformed", 2)]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n", "xml.malformed", 2)]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\n", "xml.malformed", 2)]
    public async Task A_document_type_is_never_read(string doctype, string code, int line)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, body) = await SendAsync(trader, Report(Consignment(1), before: doctype));

        Assert.Equal(400, status);
        Assert.Equal([(code, line)], Faults(body));
    }

    [Fact]
    public async Task Broken_nested_and_wrongly_coded_reports_are_told_by_line()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var whole = Report(Consignment(1));

        Assert.Equal([("xml.malformed", 8)], Faults((await SendAsync(trader, whole[..(whole.IndexOf("<Consignee>", StringComparison.Ordinal) + 14)])).Body));
        Assert.Equal(400, (await SendAsync(trader, "")).Status);
        Assert.Equal(400, (await SendAsync(trader, "not xml")).Status);
        Assert.Equal(422, (await SendAsync(trader, string.Concat(Enumerable.Repeat("<a>", 100_000)))).Status);
        Assert.Equal(400, (await SendAsync(trader, Report(Consignment(1, articles: "&#0;")))).Status);
        Assert.Equal(400, (await SendAsync(trader, [.. Encoding.UTF8.GetBytes(whole[..120]), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes(whole[120..])])).Status);
        Assert.Equal(422, (await SendAsync(trader, "<Declaration><ID>1</ID></Declaration>")).Status);
    }
}
