using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Batch;
using OneStop.RoadCargo.Tests.Consignments;
using SpreadCheetah;

namespace OneStop.RoadCargo.Tests.Batch;

public sealed class BatchTests(CargoApps apps)
{
    private const string Path = "/api/road-cargo/consignments/batch";
    private const string Heading = "direction,packages,package_kind,package_description,articles,consignor_name,consignor_address,consignee_name,consignee_address,expected_on,message";

    public static TheoryData<DatabaseKind> Engines => CargoApps.Engines;

    private static string Row(string packages = "12", string message = "", string articles = "\"shirts, \"\"men's\"\"\"") =>
        $"export,{packages},CT,cartons,{articles},Harbour Garments Limited,\"8 Wing Lok Street, Hong Kong\",海港服装,深圳市,{Samples.Day(2)},{message}";

    private static async Task<(int Status, byte[] Body)> SendAsync(Browser trader, byte[] file, string type = BatchFile.Csv, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using var response = await trader.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    private static Task<(int Status, byte[] Body)> SendAsync(Browser trader, string csv, string? accept = null) => SendAsync(trader, Encoding.UTF8.GetBytes(csv), accept: accept);

    private static JsonElement Json(byte[] body) => JsonDocument.Parse(body).RootElement;

    private static List<string> Outcomes(byte[] body) => [.. Json(body).GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("row").GetInt32()} {row.GetProperty("outcome").GetString()}")];

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_row_has_its_answer_and_the_corrected_result_file_is_sent_as_it_is(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var csv = $"{Heading}\r\n{Row()}\r\n{Row("0")}\r\n\r\n{Row("9", "m-3", "+852 spare keys")}\r\n";

        var first = await SendAsync(trader, csv, BatchFile.Csv);
        var result = Encoding.UTF8.GetString(first.Body);
        var corrected = await SendAsync(trader, result.Replace("export,0,", "export,7,", StringComparison.Ordinal).Replace("export,12,CT,cartons,\"shirts", "export,15,CT,cartons,\"shirts", StringComparison.Ordinal));
        var numbers = Json(corrected.Body).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("ccrn").GetString()!).ToList();
        var amended = await trader.ShowAsync(numbers[0]);

        Assert.Equal(200, first.Status);
        Assert.StartsWith("\uFEFFdirection,packages", result, StringComparison.Ordinal);
        Assert.Contains("lodged", result, StringComparison.Ordinal);
        Assert.Contains("packages: The number of packages", result, StringComparison.Ordinal);
        Assert.Contains(numbers[0], result, StringComparison.Ordinal);
        Assert.Equal(["2 amended", "3 lodged", "4 unchanged"], Outcomes(corrected.Body));
        Assert.Equal((2, 15, "shirts, \"men's\""), (amended.GetProperty("version").GetInt32(), amended.GetProperty("packages").GetProperty("count").GetInt32(), amended.GetProperty("articles").GetString()));
        Assert.Equal("batch", amended.GetProperty("channel").GetString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_Excel_file_is_taken_and_comes_back(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var workbook = await WorkbookAsync(new Cell("export"), new Cell(12), new Cell("CT"), new Cell("cartons"), new Cell("shirts"), new Cell("Harbour"), new Cell("Hong Kong"), new Cell("海港"), new Cell("深圳"), new Cell(Samples.Today.AddDays(2).ToDateTime(TimeOnly.MinValue)), new Cell("x-1"));
        var (status, body) = await SendAsync(trader, workbook, BatchFile.Excel);
        var (_, back) = await SendAsync(trader, workbook, BatchFile.Excel, BatchFile.Excel);
        var read = BatchFile.ReadExcel(new MemoryStream(back));
        var shown = await trader.ShowAsync(Json(body).GetProperty("rows")[0].GetProperty("ccrn").GetString()!);

        Assert.Equal(200, status);
        Assert.Equal((12, Samples.Day(2)), (shown.GetProperty("packages").GetProperty("count").GetInt32(), shown.GetProperty("expectedOn").GetString()));
        Assert.Equal("repeated", Assert.Single(read.Rows).Cells["outcome"]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_thousand_rows_are_lodged_together(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, body) = await SendAsync(trader, $"{Heading}\n{string.Join('\n', Enumerable.Repeat(Row(), 1_000))}\n");

        Assert.Equal((200, 1_000), (status, Json(body).GetProperty("lodged").GetInt32()));
        Assert.Equal(1_000, Json(body).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("ccrn").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_row_may_correct_only_ones_own()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());
        var theirs = await another.LodgedAsync();

        var (_, body) = await SendAsync(trader, $"{Heading},ccrn\n{Row()},{theirs}\n{Row()},123\n");

        Assert.Equal(["2 refused", "3 refused"], Outcomes(body));
        Assert.Equal("ccrn.unknown", Json(body).GetProperty("rows")[0].FirstCode());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData(Heading, 400)]
    [InlineData("direction,packages\nexport,1", 400)]
    [InlineData(Heading + ",colour\n", 400)]
    [InlineData(Heading + ",direction\nx", 400)]
    [InlineData(Heading + "\n\"export,12", 400)]
    [InlineData(Heading + "\nexport", 200)]
    [InlineData(Heading + "\na,b,c,d,e,f,g,h,i,j,k,l,m,n", 200)]
    public async Task A_file_that_cannot_be_read_is_a_problem_never_a_failure(string csv, int status)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        Assert.Equal(status, (await SendAsync(trader, csv)).Status);
    }

    [Fact]
    public async Task Wrong_bytes_bombs_and_too_many_rows_are_refused_whole()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        Assert.Equal(400, (await SendAsync(trader, [.. Encoding.UTF8.GetBytes(Heading + "\n"), 0xA4, 0xA4, 0xFF])).Status);
        Assert.Equal(413, (await SendAsync(trader, $"{Heading}\n{string.Join('\n', Enumerable.Repeat("x", 5_001))}\n")).Status);
        Assert.Equal(400, (await SendAsync(trader, Encoding.UTF8.GetBytes("no workbook"), BatchFile.Excel)).Status);
        Assert.Equal(413, (await SendAsync(trader, Bomb(), BatchFile.Excel)).Status);
        Assert.Equal(415, (await SendAsync(trader, Encoding.UTF8.GetBytes("x"), "application/pdf")).Status);
        Assert.Equal(400, (await SendAsync(trader, Zip("xl/workbook.xml", "<workbook/>"), BatchFile.Excel)).Status);
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_compute_is_written_as_text()
    {
        var row = new BatchRow(2, new Dictionary<string, string?> { ["articles"] = "=1+1" });
        var results = new[] { new BatchResult(row, new(null, null, [], [])) };

        var csv = Encoding.UTF8.GetString(ResultFile.Csv(results, new Platform.Texts.Text(new Platform.Texts.TextCatalogue([typeof(BatchFile).Assembly]))));

        Assert.DoesNotContain(",=1+1", csv, StringComparison.Ordinal);
        Assert.Contains("'=1+1", csv, StringComparison.Ordinal);
    }

    private static async Task<byte[]> WorkbookAsync(params Cell[] row)
    {
        using var file = new MemoryStream();
        await using (var sheet = await Spreadsheet.CreateNewAsync(file))
        {
            await sheet.StartWorksheetAsync("consignments");
            await sheet.AddRowAsync([.. Heading.Split(',').Select(name => new Cell(name))]);
            await sheet.AddRowAsync(row);
            await sheet.FinishAsync();
        }

        return file.ToArray();
    }

    private static byte[] Bomb() => Zip("xl/worksheets/sheet1.xml", new string(' ', 70 * 1024 * 1024));

    private static byte[] Zip(string name, string content)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(content);
        }

        return file.ToArray();
    }
}
