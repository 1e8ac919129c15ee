using Microsoft.AspNetCore.Http;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Traders;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.RoadCargo.Batch;

/// <summary>Files for programs; people send the same at /road-cargo/batch.</summary>
internal static class BatchApi
{
    /// <summary>A file to begin with: the heading alone, with a byte order mark so that spreadsheets keep UTF-8.</summary>
    internal static IResult Template() =>
        Results.File(System.Text.Encoding.UTF8.GetBytes("\uFEFF" + string.Join(',', BatchFile.Heading.Except(["ccrn", "outcome", "problems"])) + "\r\n"), BatchFile.Csv, "road-cargo.csv");

    internal static async Task<IResult> TakeAsync(HttpContext http, TakeBatch take, TraderOf traders, Text text)
    {
        ConsignmentsApi.AllowLarge(http);
        var type = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not (BatchFile.Csv or BatchFile.Excel))
        {
            return ConsignmentsApi.Refuse(text, "batch.type", StatusCodes.Status415UnsupportedMediaType);
        }

        var (lodger, refused) = await ConsignmentsApi.LodgerAsync(http, Channel.Batch, traders, text);
        if (refused is not null)
        {
            return refused;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        var file = type == BatchFile.Csv ? BatchFile.ReadCsv(body) : BatchFile.ReadExcel(body);
        if (file.Refused is { } why)
        {
            return ConsignmentsApi.Refuse(text, $"batch.{why}", why is "too-many" or "too-large" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, file.Where);
        }

        var results = await take.RunAsync(file.Rows, lodger!, http.RequestAborted);
        var accept = http.Request.Headers.Accept.ToString();
        return accept.Contains(BatchFile.Csv, StringComparison.OrdinalIgnoreCase) ? Results.File(ResultFile.Csv(results, text), BatchFile.Csv, "result.csv")
            : accept.Contains(BatchFile.Excel, StringComparison.OrdinalIgnoreCase) ? Results.File(ResultFile.Excel(results, text), BatchFile.Excel, "result.xlsx")
            : Results.Json(BatchAnswers.Of(results, text), CargoJson.Options);
    }
}

internal sealed record BatchAnswers(int Lodged, int Repeated, int Amended, int Unchanged, int Refused, IReadOnlyList<BatchAnswer> Rows)
{
    internal static BatchAnswers Of(IReadOnlyList<BatchResult> results, Text text) => new(
        results.Count(one => one.Outcome == "lodged"), results.Count(one => one.Outcome == "repeated"), results.Count(one => one.Outcome == "amended"),
        results.Count(one => one.Outcome == "unchanged"), results.Count(one => one.Outcome == "refused"),
        [.. results.Select(one => new BatchAnswer(one.Row.Number, one.Outcome, one.Taken.Ccrn, ProblemAnswer.Of(one.Taken.Problems, text), ProblemAnswer.Of(one.Taken.Warnings, text)))]);
}

/// <param name="Row">The line of the file, its heading being 1.</param>
internal sealed record BatchAnswer(int Row, string Outcome, string? Ccrn, IReadOnlyList<ProblemAnswer>? Errors, IReadOnlyList<ProblemAnswer>? Warnings);
