using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Proofs;

/// <summary>A register's Merkle log for anybody who doubts it: c2sp.org/tlog-tiles as it stands, and ready-made proofs for those who want no tiles.</summary>
internal static class LogApi
{
    private const int MostHeads = 100;
    private const string Json = "application/json";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(LogAddress.Root + "/{name}").AllowAnonymous().WithTags("Register logs");
        api.MapGet("/checkpoint", CheckpointAsync).WithName("GetLogCheckpoint").WithSummary("The latest signed head (c2sp.org/tlog-checkpoint)")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/tile/{**tile}", TileAsync).WithName("GetLogTile").WithSummary("Hashes of the tree, LEVEL/NUMBER, or entries, entries/NUMBER (c2sp.org/tlog-tiles)")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/keys", KeysAsync).WithName("ListLogKeys").WithSummary("The public keys that sign the heads, as verifier keys of c2sp.org/signed-note, one a line")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/heads", HeadsAsync).WithName("ListLogHeads").WithSummary("All signed heads, the newest first; before: only those before that number; limit: at most 100")
            .Produces<HeadsAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/inclusion", InclusionAsync).WithName("ProveLogInclusion").WithSummary("Proves that the leaf at a place (index) is in the log of a size (the last signed one where not given): RFC 9162 section 2.1.3")
            .Produces<InclusionProof>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/consistency", ConsistencyAsync).WithName("ProveLogConsistency").WithSummary("Proves that the log of one size (first) begins the log of another (second; the last signed one where not given): RFC 9162 section 2.1.4")
            .Produces<ConsistencyProof>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/api/registers/{name}/{key}/{number:int}/proof", ProveAsync).AllowAnonymous().WithTags("Register logs").WithName("ProveRegisterEntry")
            .WithSummary("A file that proves the entry without a connection: onestop verify FILE")
            .Produces<ProofBundle>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CheckpointAsync(string name, ReadLog log, Text text, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return await log.HeadAsync(name, ct) is { } head ? Results.Text(head.Note, "text/plain; charset=utf-8") : NoLog(text, name);
    }

    private static async Task<IResult> KeysAsync(string name, ReadLog log, Text text, CancellationToken ct) =>
        await log.KeysAsync(name, ct) is { Count: > 0 } keys ? Results.Text(string.Concat(keys.Select(key => key + "\n")), "text/plain; charset=utf-8") : NoLog(text, name);

    private static async Task<IResult> TileAsync(string name, string tile, ReadLog log, Text text, HttpContext context, CancellationToken ct)
    {
        var parts = tile.Split('/', 2);
        if (await log.HeadAsync(name, ct) is not { } head)
        {
            return NoLog(text, name);
        }

        byte[]? bytes = null;
        if (parts.Length == 2 && Tile.ReadNumber(parts[1]) is var (number, width))
        {
            bytes = parts[0] == "entries" ? await TiledEntries.ReadAsync(log, name, number, width, head.Size, ct)
                : int.TryParse(parts[0], out var level) && level is >= 0 and < 8 && parts[0].Length == 1 ? await HashesAsync(log, name, new(level, number), width, head.Size, ct)
                : null;
        }

        if (bytes is null)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["registers.log.problem.tile.title"], detail: text["registers.log.problem.tile.cure", head.Size]);
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, "application/octet-stream");
    }

    private static async Task<byte[]?> HashesAsync(ReadLog log, string name, Tile tile, int width, long size, CancellationToken ct) =>
        // The head says how many hashes of the level there are; a tile may be asked for as far as that.
        (tile.Number * Tile.Width) + width <= size >> (tile.Level * Tile.Height) && await log.TileAsync(name, tile, ct) is { } hashes ? hashes[..(width * TreeHash.Size)] : null;

    private static async Task<IResult> HeadsAsync(string name, string? before, string? limit, ReadLog log, Text text, CancellationToken ct)
    {
        var asked = new AskedNumbers(text);
        var (end, most) = (asked.Read("before", before), asked.Read("limit", limit, atLeast: 1, atMost: MostHeads) ?? MostHeads);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        var heads = await log.HeadsAsync(name, end is { } number ? (int)long.Min(number, int.MaxValue) : null, (int)most, ct);
        return heads.Count == 0 && end is null ? NoLog(text, name)
            : Results.Ok(new HeadsAnswer([.. heads.Select(HeadAnswer.Of)], heads.Count == most && heads[^1].Number > 1 ? heads[^1].Number : null));
    }

    private static async Task<IResult> InclusionAsync(string name, string? index, string? size, ReadLog log, Text text, CancellationToken ct)
    {
        if (await log.HeadAsync(name, ct) is not { } head)
        {
            return NoLog(text, name);
        }

        var asked = new AskedNumbers(text);
        var leaves = asked.Read("size", size, atLeast: 1, atMost: head.Size) ?? head.Size;
        var place = asked.Read("index", index, atMost: leaves - 1, required: true);
        return asked.Problem ?? Results.Ok(await log.InclusionAsync(name, place!.Value, leaves, ct));
    }

    private static async Task<IResult> ConsistencyAsync(string name, string? first, string? second, ReadLog log, Text text, CancellationToken ct)
    {
        if (await log.HeadAsync(name, ct) is not { } head)
        {
            return NoLog(text, name);
        }

        var asked = new AskedNumbers(text);
        var later = asked.Read("second", second, atLeast: 1, atMost: head.Size) ?? head.Size;
        var earlier = asked.Read("first", first, atLeast: 1, atMost: later, required: true);
        return asked.Problem ?? Results.Ok(await log.ConsistencyAsync(name, earlier!.Value, later, ct));
    }

    private static async Task<IResult> ProveAsync(string name, string key, int number, ReadLog log, Text text, HttpContext context, CancellationToken ct)
    {
        if (await log.ProveAsync(name, key, number, ct) is { } bundle)
        {
            context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = $"{name}-{key}-{number}.proof.json" }.ToString();
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Json(bundle, contentType: Json);
        }

        if (!await log.KnowsAsync(name, key, number, ct))
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["registers.problem.unknown.title"], detail: text["registers.log.problem.entry.cure", name, key, number]);
        }

        var seconds = Sequencer.SignedEvery.TotalSeconds;
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["registers.log.problem.waiting.title"], detail: text["registers.log.problem.waiting.cure", seconds]);
    }

    internal static IResult NoLog(Text text, string name) =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["registers.log.problem.none.title"], detail: text["registers.log.problem.none.cure", name]);
}

/// <param name="Next">Asked for as <c>before</c>, it gives those before; null where there are none.</param>
internal sealed record HeadsAnswer(IReadOnlyList<HeadAnswer> Heads, int? Next);

/// <param name="Root">In base64.</param>
/// <param name="Checkpoint">The signed note.</param>
internal sealed record HeadAnswer(int Number, long Size, string Root, DateTimeOffset SignedAt, string Checkpoint)
{
    internal static HeadAnswer Of(StoredHead head) => new(head.Number, head.Size, Convert.ToBase64String(head.Root), head.SignedAt, head.Note);
}
