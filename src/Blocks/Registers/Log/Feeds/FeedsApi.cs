using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log.Proofs;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Feeds;

/// <summary>What is new in a register: page by page with a cursor, as it happens, or a file a day.</summary>
internal static class FeedsApi
{
    private const int MostChanges = 500;
    private const string Ending = ".ndjson.gz";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(LogAddress.Root + "/{name}").AllowAnonymous().WithTags("Register logs");
        api.MapGet("/entries", EntriesAsync).WithName("ListLogEntries").WithSummary("Entries in the log's order, from a place (from); count: at most 500")
            .Produces<ChangesAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/changes", ChangesAsync).WithName("ListLogChanges").WithSummary("Entries after a place (after), in the log's order; ask again after next. limit: at most 500")
            .Produces<ChangesAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/changes/stream", ChangeStream.OpenAsync).WithName("StreamLogChanges")
            .WithSummary("New entries as server-sent events, whose ids are their places; goes on after Last-Event-ID, or after a place (after)")
            .Produces<string>(contentType: "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/daily", DaysAsync).WithName("ListLogDays").WithSummary("The first and the last day with a daily file")
            .Produces<DaysAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/daily/{file}", DayAsync).RequireRateLimiting(Limits.Careful).WithName("DownloadLogDay")
            .WithSummary("All leaves that were signed on a day in Hong Kong, one a line, gzip: YYYY-MM-DD.ndjson.gz. All days' lines together are the whole log")
            .Produces<byte[]>(contentType: "application/gzip").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EntriesAsync(string name, string? from, string? count, ReadLog log, Text text, CancellationToken ct)
    {
        var asked = new AskedNumbers(text);
        var (start, most) = (asked.Read("from", from) ?? 0, asked.Read("count", count, atLeast: 1, atMost: MostChanges) ?? MostChanges);
        return asked.Problem ?? await PageAsync(name, start, most, log, text, ct);
    }

    private static async Task<IResult> ChangesAsync(string name, string? after, string? limit, ReadLog log, Text text, CancellationToken ct)
    {
        var asked = new AskedNumbers(text);
        var (seen, most) = (asked.Read("after", after), asked.Read("limit", limit, atLeast: 1, atMost: MostChanges) ?? MostChanges);
        return asked.Problem ?? await PageAsync(name, (seen ?? -1) + 1, most, log, text, ct);
    }

    private static async Task<IResult> PageAsync(string name, long from, long most, ReadLog log, Text text, CancellationToken ct)
    {
        if (await log.HeadAsync(name, ct) is not { } head)
        {
            return LogApi.NoLog(text, name);
        }

        var entries = from >= head.Size ? [] : await log.EntriesAsync(name, from, long.Min(from + most, head.Size), ct);
        return Results.Ok(new ChangesAnswer([.. entries.Select(LogChange.Of)], entries.Count > 0 ? entries[^1].Position : from > 0 ? from - 1 : null, head.Size));
    }

    private static async Task<IResult> DaysAsync(string name, ReadLog log, Text text, TimeProvider time, CancellationToken ct)
    {
        if (await log.FirstHeadAsync(name, ct) is not { } first)
        {
            return LogApi.NoLog(text, name);
        }

        var (begun, yesterday) = (HongKong.DayOf(first.SignedAt), HongKong.Today(time).AddDays(-1));
        return Results.Ok(begun > yesterday ? new DaysAnswer(null, null) : new DaysAnswer(begun, yesterday));
    }

    private static async Task<IResult> DayAsync(string name, string file, ReadLog log, Text text, TimeProvider time, HttpContext context, CancellationToken ct)
    {
        if (!file.EndsWith(Ending, StringComparison.Ordinal) || !DateOnly.TryParseExact(file[..^Ending.Length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: text["registers.problem.day.title"], detail: text["registers.log.problem.file.cure"]);
        }

        if (day >= HongKong.Today(time) || await log.HeadBeforeAsync(name, HongKong.StartOf(day.AddDays(1)), ct) is not { } end)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["registers.log.problem.no-day.title"], detail: text["registers.log.problem.no-day.cure", name]);
        }

        // A head can't be taken back, so a day that is over never changes.
        var from = (await log.HeadBeforeAsync(name, HongKong.StartOf(day), ct))?.Size ?? 0;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Stream(
            stream => WriteAsync(log, name, from, end.Size, stream, ct), "application/gzip", $"{name}-{file}",
            entityTag: new EntityTagHeaderValue($"\"{from}-{Convert.ToHexStringLower(end.Root)}\""));
    }

    private static async Task WriteAsync(ReadLog log, string name, long from, long to, Stream stream, CancellationToken ct)
    {
        await using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        for (; from < to; from += MostChanges)
        {
            using var lines = new MemoryStream();
            foreach (var placed in await log.EntriesAsync(name, from, long.Min(from + MostChanges, to), ct))
            {
                lines.Write(LeafJson.Of(placed.Entry));
                lines.WriteByte((byte)'\n');
            }

            await gzip.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), ct);
        }
    }
}

/// <param name="Next">Asked for as <c>after</c>, it gives what comes then; null where the log is empty so far.</param>
/// <param name="Size">How many entries of the log are signed.</param>
internal sealed record ChangesAnswer(IReadOnlyList<LogChange> Changes, long? Next, long Size);

/// <param name="Position">The entry's place in the log, from 0.</param>
internal sealed record LogChange(long Position, Entry Entry)
{
    internal static LogChange Of(PlacedEntry placed) => new(placed.Position, placed.Entry.ToEntry());
}

/// <summary>Null where no day is over yet since the log began.</summary>
internal sealed record DaysAnswer(DateOnly? First, DateOnly? Last);
