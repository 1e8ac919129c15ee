using System.Net.Http.Headers;
using System.Text;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Edifact;
using OneStop.RoadCargo.Tests.Consignments;

namespace OneStop.RoadCargo.Tests.Edifact;

public sealed class EdifactTests(CargoApps apps)
{
    public static TheoryData<DatabaseKind> Engines => CargoApps.Engines;

    private static string Day(int ahead) => Samples.Day(ahead).Replace("-", "", StringComparison.Ordinal);

    private static string Consignment(int number, string count = "12", string kind = "CT", string articles = "MENS COTTON SHIRTS") =>
        $"CNI+{number}'GIS+23'NAD+CZ+++SHENZHEN GARMENTS LTD+1 BINHE ROAD:FUTIAN+SHENZHEN+++CN'NAD+CN++HARBOUR GARMENTS LIMITED:8 WING LOK STREET:HONG KONG'GID+1+{count}:{kind}'FTX+AAA+++{articles}'";

    private static string Message(string reference = "M1", string function = "9", string? body = null, int ahead = 2, string type = "CUSCAR:D:96B:UN", int? count = null)
    {
        var inside = $"BGM+785+DOC{reference}+{function}'DTM+132:{Day(ahead)}:102'" + (body ?? Consignment(1));
        return $"UNH+{reference}+{type}'{inside}UNT+{count ?? (inside.Count(symbol => symbol == '\'') + 2)}+{reference}'";
    }

    private static string Frame(string messages, string reference, string level = "UNOB:3", int count = 1, string? end = null) =>
        $"UNB+{level}+TRADER:ZZ+CUSTOMS+261201:0900+{reference}'{messages}UNZ+{count}+{end ?? reference}'";

    private static string NewReference() => Guid.NewGuid().ToString("N")[..12].ToUpperInvariant();

    private static async Task<(int Status, List<Segment> Segments)> SendAsync(Browser trader, string interchange, Encoding? encoding = null)
    {
        using var content = new ByteArrayContent((encoding ?? Encoding.Latin1).GetBytes(interchange));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/edifact");
        using var response = await trader.Http.PostAsync("/api/road-cargo/consignments", content);
        if (response.Content.Headers.ContentType?.MediaType != "application/edifact")
        {
            return ((int)response.StatusCode, []);
        }

        return ((int)response.StatusCode, Segments((encoding ?? Encoding.Latin1).GetString(await response.Content.ReadAsByteArrayAsync())));
    }

    private static List<Segment> Segments(string text)
    {
        var reader = new SegmentReader(text, ServiceCharacters.Default, 9);
        var all = new List<Segment>();
        while (reader.Read() is { } segment)
        {
            all.Add(segment);
        }

        return all;
    }

    private static List<string> Of(List<Segment> segments, string tag) =>
        [.. segments.Where(segment => segment.Tag == tag).Select(segment => string.Join('+', segment.Elements.Select(element => string.Join(':', element))))];

    [Theory, MemberData(nameof(Engines))]
    public async Task An_interchange_is_taken_and_answered_with_numbers(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var reference = NewReference();
        var interchange = Frame(Message("M1", body: Consignment(1) + Consignment(2, "0") + Consignment(3, articles: "GENERAL CARGO") + "CNT+10:3'"), reference);

        var (status, answer) = await SendAsync(trader, interchange);
        var again = await SendAsync(trader, interchange);
        var numbers = answer.Where(segment => segment.Tag == "RFF" && segment.At(1) == "XC").ToDictionary(segment => segment.At(1, 3), segment => segment.At(1, 2));
        var shown = await trader.ShowAsync(numbers["1"]);

        Assert.Equal(200, status);
        Assert.Equal([$"{reference}+TRADER:ZZ+CUSTOMS+7"], Of(answer, "UCI"));
        Assert.Equal(["M1+CUSCAR:D:96B:UN+7"], Of(answer, "UCM"));
        Assert.Equal(["313+DOCM1+11+CA"], Of(answer, "BGM"));
        Assert.Equal(["RC000::ZZZ", "RC004::ZZZ", "RC000::ZZZ"], Of(answer, "ERC"));
        Assert.Contains("LI:2:2", Of(answer, "RFF"));
        Assert.Equal(["1", "3"], numbers.Keys.Order());
        Assert.Contains(Of(answer, "FTX"), words => words.Contains("ceramic tiles", StringComparison.Ordinal));
        Assert.Equal(("edifact", "import", "MENS COTTON SHIRTS", "Carton"), (
            shown.GetProperty("channel").GetString(), shown.GetProperty("direction").GetString(), shown.GetProperty("articles").GetString(), shown.GetProperty("packages").GetProperty("description").GetString()));
        Assert.Equal(("HARBOUR GARMENTS LIMITED", "8 WING LOK STREET, HONG KONG"), (shown.GetProperty("consignee").GetProperty("name").GetString(), shown.GetProperty("consignee").GetProperty("address").GetString()));
        Assert.Equal("1 BINHE ROAD, FUTIAN, SHENZHEN, CN", shown.GetProperty("consignor").GetProperty("address").GetString());
        Assert.Equal(Of(answer, "RFF"), Of(again.Segments, "RFF"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Chinese_goes_in_UNOW_with_service_characters_of_its_own(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var utf8 = new UTF8Encoding(false);
        var message = Message(body: Consignment(1, articles: "男裝襯衫 ?+ 5?'6"), count: 10).Replace('\'', '~').Replace("?~", "'", StringComparison.Ordinal).Replace('+', '|').Replace("?|", "+", StringComparison.Ordinal).Replace(':', '^');
        var interchange = "UNA^|.? ~\r\n" + Frame("", NewReference(), "UNOW:3").Replace('\'', '~').Replace('+', '|').Replace(':', '^').Replace("~UNZ", "~\r\n" + message + "\nUNZ", StringComparison.Ordinal);

        var (status, answer) = await SendAsync(trader, interchange, utf8);
        var shown = await trader.ShowAsync(answer.Single(segment => segment.Tag == "RFF" && segment.At(1) == "XC").At(1, 2));

        Assert.Equal(200, status);
        Assert.Equal("男裝襯衫 + 5'6", shown.GetProperty("articles").GetString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_and_a_cancellation_name_the_consignment(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());
        var (_, lodged) = await SendAsync(trader, Frame(Message(), NewReference()));
        var ccrn = lodged.Single(segment => segment.Tag == "RFF" && segment.At(1) == "XC").At(1, 2);
        var meant = Consignment(1, "30").Replace("GIS+23'", $"GIS+23'RFF+XC:{ccrn}'", StringComparison.Ordinal);

        var theirs = await SendAsync(another, Frame(Message(function: "5", body: meant), NewReference()));
        var amended = await SendAsync(trader, Frame(Message(function: "5", body: meant), NewReference()));
        var after = await trader.ShowAsync(ccrn);
        var cancelled = await SendAsync(trader, Frame(Message(function: "1", body: $"CNI+1'RFF+XC:{ccrn}'"), NewReference()));
        var twice = await SendAsync(trader, Frame(Message(function: "5", body: meant), NewReference()));

        Assert.Equal(["RC024::ZZZ"], Of(theirs.Segments, "ERC"));
        Assert.Equal(["RC000::ZZZ"], Of(amended.Segments, "ERC"));
        Assert.Equal((2, 30), (after.GetProperty("version").GetInt32(), after.GetProperty("packages").GetProperty("count").GetInt32()));
        Assert.Equal(["RC000::ZZZ"], Of(cancelled.Segments, "ERC"));
        Assert.Equal("cancelled", (await trader.ShowAsync(ccrn)).GetProperty("state").GetString());
        Assert.Equal(["RC025::ZZZ"], Of(twice.Segments, "ERC"));
    }

    [Fact]
    public async Task Of_several_messages_the_wrong_one_alone_is_rejected_with_its_places()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, answer) = await SendAsync(trader, Frame(
            Message("M1") + Message("M2", count: 99) + Message("M3", function: "7") + Message("M4", type: "INVOIC:D:96B:UN") + Message("M5", body: "") + Message("M6", body: Consignment(1) + "XYZ+1'")
            + Message("M7", body: Consignment(1).Replace("CNI+1'", "CNI+1'DTM+132:2026-12-01:102'", StringComparison.Ordinal)), NewReference(), count: 7));

        Assert.Equal(200, status);
        Assert.Equal(["7", "4", "4", "4", "4", "4", "4"], answer.Where(segment => segment.Tag == "UCM").Select(segment => segment.At(3)));
        Assert.Equal(["10", "2", "1", "4", "10", "5"], Of(answer, "UCS").Select(place => place.Split('+')[0]));
        Assert.Equal(["29+1", "14+3", "14+2:1", "12+1:2"], Of(answer, "UCD"));
        Assert.Contains("10+15", Of(answer, "UCS"));
        Assert.Single(Of(answer, "ERC"));
    }

    [Theory]
    [InlineData("UNZ+2+{0}'", "29+UNZ+1")]
    [InlineData("UNZ+1+OTHER'", "28+UNZ+2")]
    [InlineData("", "13+UNZ")]
    [InlineData("UNZ+1+{0}'UNH+2'", "15+UNZ")]
    [InlineData("BGM+1'UNZ+1+{0}'", "15+BGM")]
    [InlineData("UNH+X+CUSCAR:D:96B:UN'UNH+Y'", "15+UNH")]
    [InlineData("UNH+X+CUSCAR", "13+UNZ")]
    [InlineData("unh+x'UNZ+1+{0}'", "12+UNZ")]
    [InlineData("UNH+X+CUSCAR\nBGM'UNZ+1+{0}'", "12+UNZ")]
    public async Task A_broken_frame_is_rejected_whole_and_nothing_is_lodged(string end, string expected)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var reference = NewReference();
        var frame = Frame(Message(), reference);

        var (status, answer) = await SendAsync(trader, frame[..frame.IndexOf("UNZ", StringComparison.Ordinal)] + string.Format(System.Globalization.CultureInfo.InvariantCulture, end, reference));

        Assert.Equal(422, status);
        Assert.Equal($"{reference}+TRADER:ZZ+CUSTOMS+4+{expected}", Assert.Single(Of(answer, "UCI")));
        Assert.Empty(Of(answer, "ERC"));
        Assert.DoesNotContain("ccrn", await trader.Http.GetStringAsync("/api/road-cargo/consignments"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNOZ:3", 422, "2+UNB+1")]
    [InlineData("UNOB:9", 422, "2+UNB+1")]
    [InlineData("UNOW:3", 422, "21+UNB")]
    public async Task An_unknown_level_and_bytes_that_are_not_of_the_level_are_told(string level, int expected, string fault)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, answer) = await SendAsync(trader, Frame(Message(body: Consignment(1, articles: "CAF\u00C9")), NewReference(), level));

        Assert.Equal(expected, status);
        Assert.EndsWith("4+" + fault, Assert.Single(Of(answer, "UCI")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNOA:3", "shirts", true)]
    [InlineData("UNOB:3", "CAF\u00C9", true)]
    [InlineData("UNOC:3", "CAF\u00C9", false)]
    [InlineData("UNOB:3", "shirts\u0007", true)]
    public async Task Characters_outside_the_level_reject_the_message_at_their_place(string level, string articles, bool rejected)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (_, answer) = await SendAsync(trader, Frame(Message(body: Consignment(1, articles: articles)), NewReference(), level));

        Assert.Equal(rejected ? ["21+4:1"] : [], Of(answer, "UCD"));
        Assert.Equal(rejected ? ["9"] : [], Of(answer, "UCS").Select(place => place.TrimEnd('+')));
    }

    [Theory]
    [InlineData("")]
    [InlineData("UNA")]
    [InlineData("UNA:::::::")]
    [InlineData("hello")]
    [InlineData("UNB+UNOB:3'")]
    [InlineData("UNB+UNOB:3+A+B+261201:0900+123456789012345'")]
    [InlineData("UNB+UNOB:3+A+B+261201:0900+1?")]
    [InlineData("UNB+UNOB")]
    public async Task What_is_no_interchange_at_all_is_a_problem_with_line_and_column(string text)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, body) = await trader.Http.SendAsync(HttpMethod.Post, "/api/road-cargo/consignments", text, "application/edifact");

        Assert.Equal(400, status);
        Assert.Matches(@"[Ll]ine \d+", body.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task No_cut_of_an_interchange_breaks_the_reader()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var whole = Frame(Message(), NewReference());

        for (var length = 0; length < whole.Length; length += 7)
        {
            var (status, _) = await SendAsync(trader, whole[..length]);
            Assert.True(status is 400 or 422, $"{status} at {length}");
        }
    }
}
