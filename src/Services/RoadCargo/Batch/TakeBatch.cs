using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Batch;

/// <param name="Change">Where the row named a consignment: what became of that one.</param>
internal sealed record BatchResult(BatchRow Row, TakenLodgement Taken, ChangeOutcome? Change = null)
{
    internal string Outcome => !Taken.IsTaken ? "refused"
        : Change is not null ? Change.IsChanged ? "amended" : "unchanged"
        : Taken.As == LodgedAs.Lodged ? "lodged" : "repeated";
}

/// <summary>Takes a file's rows: one without a CCRN is lodged, one with a CCRN corrects that consignment. So a result file, corrected, is sent as it is.</summary>
internal sealed class TakeBatch(TakeLodgements take, ChangeConsignment change)
{
    internal async Task<IReadOnlyList<BatchResult>> RunAsync(IReadOnlyList<BatchRow> rows, Lodger lodger, CancellationToken ct)
    {
        var results = new BatchResult[rows.Count];
        var fresh = Enumerable.Range(0, rows.Count).Where(i => Named(rows[i]) is null).ToList();
        var lodged = await take.RunAsync([.. fresh.Select(i => ConsignmentJson.Of(rows[i].Cells))], lodger, ct);
        for (var i = 0; i < fresh.Count; i++)
        {
            results[fresh[i]] = new(rows[fresh[i]], lodged[i]);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            results[i] ??= await AmendAsync(rows[i], lodger, ct);
        }

        return results;
    }

    private static string? Named(BatchRow row) => row.Cells.GetValueOrDefault("ccrn") is { } ccrn && !string.IsNullOrWhiteSpace(ccrn) ? ccrn : null;

    private async Task<BatchResult> AmendAsync(BatchRow row, Lodger lodger, CancellationToken ct)
    {
        var outcome = Ccrn.Parse(Named(row)) is { } ccrn
            ? await change.AmendAsync(ccrn, ConsignmentJson.Of(row.Cells) with { Message = null }, null, lodger, ct)
            : ChangeOutcome.NotThere;
        return new(
            row,
            outcome.IsDone ? new(LodgedAs.Lodged, Ccrn.Format(outcome.Consignment!.Ccrn), [], [])
                : new(null, null, outcome.Consignment is null ? [new RuleProblem("ccrn", "ccrn.unknown", "roadcargo.problem.ccrn")] : outcome.Problems, []),
            outcome);
    }
}

/// <summary>The file again, with what became of each row.</summary>
internal static class ResultFile
{
    internal static byte[] Csv(IReadOnlyList<BatchResult> results, Text text)
    {
        // With a byte order mark, so that spreadsheets read the Chinese.
        using var file = new MemoryStream();
        using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var column in BatchFile.Heading)
            {
                csv.WriteField(column);
            }

            csv.NextRecord();
            foreach (var result in results)
            {
                foreach (var column in BatchFile.Heading)
                {
                    csv.WriteField(Cell(result, column, text));
                }

                csv.NextRecord();
            }
        }

        return file.ToArray();
    }

    internal static byte[] Excel(IReadOnlyList<BatchResult> results, Text text)
    {
        using var file = new MemoryStream();
        file.SaveAs(results.Select(result => BatchFile.Heading.ToDictionary(column => column, column => (object?)Cell(result, column, text))), sheetName: "consignments");
        return file.ToArray();
    }

    private static string? Cell(BatchResult result, string column, Text text) => column switch
    {
        "ccrn" => result.Taken.Ccrn ?? result.Row.Cells.GetValueOrDefault("ccrn"),
        "outcome" => result.Outcome,
        "problems" => string.Join(" | ", result.Taken.Problems.Concat(result.Taken.Warnings).Select(problem => $"{BatchFile.ColumnOf(problem.Path)}: {problem.Message(text)}")),
        _ => result.Row.Cells.GetValueOrDefault(BatchFile.PlaceOf(column)),
    };
}
