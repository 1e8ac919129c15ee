using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Edifact;
using OneStop.RoadCargo.Tests.Consignments;

namespace OneStop.RoadCargo.Tests.Edifact;

/// <summary>Somebody else's EDIFACT library (npm: edifact) reads what comes in and what goes out as we do, and finds our APERAK in order.</summary>
public sealed class IndependentReaderTests(CargoApps apps)
{
    [Fact]
    public async Task It_reads_both_ways_as_we_do()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var day = Samples.Day(2).Replace("-", "", StringComparison.Ordinal);
        var sent =
            $"""
            UNA:+.? '
            UNB+UNOC:3+TRADER:ZZ+CUSTOMS+261201:0900+IND1'
            UNH+M1+CUSCAR:D:96B:UN'
            BGM+785+DOC1+9'
            DTM+132:{day}:102'
            CNI+1'
            GIS+23'
            NAD+CZ+++O?'NEILL ?+ SONS:CAFÉ+1 BINHE ROAD+SHENZHEN+++CN'
            NAD+CN+++HARBOUR GARMENTS+8 WING LOK STREET+HONG KONG'
            GID+1+12:CT'
            FTX+AAA+++SHIRTS?: COTTON'
            CNI+2'
            GIS+22'
            GID+1+0:CT'
            FTX+AAA+++GENERAL CARGO'
            UNT+14+M1'
            UNZ+1+IND1'
            """.ReplaceLineEndings("\n");

        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(sent));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/edifact");
        using var response = await trader.Http.PostAsync("/api/road-cargo/consignments", content);
        var answer = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());

        Assert.Equal(Ours(sent), await TheirsAsync(sent));
        Assert.Equal(Ours(answer), await TheirsAsync(answer));
        Assert.Contains("ERC|RC000::ZZZ", Ours(answer));
        Assert.Contains(Ours(answer), line => line.StartsWith("ERC|RC004", StringComparison.Ordinal));
    }

    private static List<string> Ours(string interchange)
    {
        var (reader, lines) = (new SegmentReader(interchange, ServiceCharacters.Default, 9), new List<string>());
        while (reader.Read() is { } segment)
        {
            lines.Add(Line(segment.Tag, segment.Elements));
        }

        return lines;
    }

    private static async Task<List<string>> TheirsAsync(string interchange, [CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "independent.mjs"), Path.GetFullPath(Path.Combine(folder, "../../../../../web"))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        await node.StandardInput.WriteAsync(interchange);
        node.StandardInput.Close();
        var (said, wrong) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await wrong);
        using var read = JsonDocument.Parse(await said);
        return
        [
            .. read.RootElement.EnumerateArray().Select(segment => Line(
                segment.GetProperty("name").GetString()!, segment.GetProperty("elements").EnumerateArray().Select(element => element.EnumerateArray().Select(component => component.GetString() ?? "").ToArray()))),
        ];
    }

    private static string Line(string tag, IEnumerable<string[]> elements) => tag + "|" + string.Join('+', elements.Select(element => string.Join(':', element)));
}
