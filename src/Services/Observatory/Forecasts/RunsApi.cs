using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Ogc;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Web;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.Observatory.Forecasts;

/// <summary>The numerical model's door: a run of the digital regional forecast comes in whole and takes the place of the last one, or not at all.</summary>
internal sealed class RunsApi(Writes writes, ForecastGrids grids, Text text, TimeProvider time)
{
    /// <summary>Of one request as it travels; a whole run of ours has about 20 MB, compressed 3.</summary>
    internal const int MostBytes = 48 * 1024 * 1024;

    private const int MostUnpacked = 96 * 1024 * 1024;
    private const int Deepest = 16;

    // A run in hand costs some hundred megabytes.
    private static readonly SemaphoreSlim One = new(1);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/weather/runs", (HttpContext http, RunsApi api, CancellationToken ct) => api.TakeAsync(http, ct))
            .RequireAuthorization(Access.OfficerOf(ObservatoryModule.Department, Forecasters.Role))
            .WithName("SendForecastRun").WithTags("Observatory")
            .WithSummary("Takes a run of the digital regional forecast as CoverageJSON (Grid; t, y, x), gzip or br or as it is; the whole run is in force at once, or nothing of it. The same run again changes nothing")
            .Accepts<object>(EdrForecast.CoverageJson, "application/json")
            .Produces<TakenRun>().Produces<TakenRun>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<IResult> TakeAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() is not (EdrForecast.CoverageJson or "application/json"))
        {
            return Refuse("type", StatusCodes.Status415UnsupportedMediaType);
        }

        if (!await One.WaitAsync(TimeSpan.Zero, ct))
        {
            http.Response.Headers.RetryAfter = "10";
            return Refuse("busy", StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            return await ReadAsync(http, ct) is var (body, refusal) && refusal is not null ? refusal : await StoreAsync(body, ct);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task<(ReadOnlyMemory<byte> Body, IResult? Refusal)> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        await using var packed = http.Request.Headers.ContentEncoding.ToString() switch
        {
            "" or "identity" => http.Request.Body,
            "gzip" => new GZipStream(http.Request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(http.Request.Body, CompressionMode.Decompress),
            _ => null,
        };
        if (packed is null)
        {
            return (default, Refuse("type", StatusCodes.Status415UnsupportedMediaType));
        }

        var body = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            for (int read; (read = await packed.ReadAsync(buffer, ct)) > 0;)
            {
                if (body.Length + read > MostUnpacked)
                {
                    return (default, Refuse("large", StatusCodes.Status413PayloadTooLarge, MostUnpacked / (1024 * 1024)));
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return (default, Refuse("json", StatusCodes.Status400BadRequest));
        }
        catch (InvalidOperationException)
        {
            // What brotli says of nonsense.
            return (default, Refuse("json", StatusCodes.Status400BadRequest));
        }

        return (body.GetBuffer().AsMemory(0, (int)body.Length), null);
    }

    private async Task<IResult> StoreAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        GridShape shape;
        byte[] file;
        try
        {
            using var coverage = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Deepest });
            (shape, file, var problems) = SentRun.Read(coverage.RootElement, time.GetUtcNow());
            if (problems.Count > 0)
            {
                return problems.ToResult(text);
            }
        }
        catch (JsonException)
        {
            return Refuse("json", StatusCodes.Status400BadRequest);
        }

        var hash = GridFile.HashOf(file);
        var outcome = await writes.RunAsync(async write =>
        {
            await write.LockAsync(RunWrites.Lock, ct);
            var newest = await write.Get<ObservatoryDb>().Runs.OrderByDescending(run => run.RunAt).ThenByDescending(run => run.Id).Select(run => new { run.RunAt, run.Hash }).FirstOrDefaultAsync(ct);
            if (newest?.Hash == hash)
            {
                return StatusCodes.Status200OK;
            }

            if (newest?.RunAt > shape.RunAt)
            {
                return StatusCodes.Status409Conflict;
            }

            await RunWrites.StoreAsync(write, shape.RunAt, file, ct);
            return StatusCodes.Status201Created;
        }, ct);
        if (outcome == StatusCodes.Status409Conflict)
        {
            return Refuse("older", outcome);
        }

        await grids.RefreshAsync(ct);
        return Results.Json(new TakenRun(shape.RunAt, shape.Steps, hash), statusCode: outcome);
    }

    private IResult Refuse(string what, int status, params object?[] args) =>
        Results.Problem(statusCode: status, title: text[$"observatory.run.refused.{what}"], detail: text[$"observatory.run.refused.{what}.cure", args]);
}

/// <param name="Hash">SHA-256 of the run as it is kept: the same on every node.</param>
internal sealed record TakenRun(DateTimeOffset RunAt, int Steps, string Hash);
