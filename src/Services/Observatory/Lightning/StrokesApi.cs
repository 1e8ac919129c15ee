using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Readings;
using OneStop.Platform.Data;
using OneStop.Platform.Web;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.Observatory.Lightning;

/// <summary>The lightning location network sends strokes here.</summary>
internal static class StrokesApi
{
    /// <summary>Of one request.</summary>
    internal const int Most = 5_000;

    // A storm has thousands of strokes where a station has a dozen readings.
    private const int StrokesForOneReading = 10;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/weather/lightning", SendAsync).RequireAuthorization(Access.OfficerOf(ObservatoryModule.Department, ReadingsApi.Role))
            .WithName("SendLightning").WithTags("Observatory").WithMetadata(new LargestBody(TakeReadings.MostBytes))
            .WithSummary("Takes up to 5,000 strokes of lightning and the instant up to which the network has located everything; strokes sent again change nothing, and each that is refused is named")
            .Produces<StrokeAnswers>().Produces<StrokeAnswers>(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> SendAsync(SentStrokes sent, HttpContext http, Writes writes, StationQuotas quotas, TimeProvider time, Text text, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (StrokeRules.Check(sent, now).ToList() is { Count: > 0 } problems)
        {
            return problems.ToResult(text);
        }

        if (sent.Strokes!.Count > Most)
        {
            return Refuse(text, "too-many", StatusCodes.Status413PayloadTooLarge, Most);
        }

        if (!quotas.Allows("lightning", sent.Strokes.Count / StrokesForOneReading))
        {
            http.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
            return Refuse(text, "flood", StatusCodes.Status429TooManyRequests);
        }

        var read = sent.Strokes.Select(stroke => StrokeRules.Read(stroke, sent.IsDemonstration, now)).ToList();
        var refused = read.Select((one, index) => (one.Problem, index)).Where(one => one.Problem is not null)
            .Select(one => new RefusedStroke(one.index, one.Problem!.Path, one.Problem.Code, one.Problem.Message(text))).ToList();
        // Where something could not be read, not everything up to then is known.
        var until = refused.Count == 0 ? StrokeRules.Instant(sent.Until) : null;
        var strokes = read.Select(one => one.Stroke).OfType<Stroke>().ToList();
        var isNew = await writes.RunAsync(write => TakeStrokes.StoreAsync(
            write, strokes, until is null ? null : (strokes.Select(stroke => stroke.At).Append(until.Value).Min(), until.Value), sent.IsDemonstration, ct), ct);
        var answers = new StrokeAnswers(isNew.Count(stored => stored), isNew.Count(stored => !stored), refused);
        return Results.Json(answers, statusCode: refused.Count > 0 && isNew.Length == 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IResult Refuse(Text text, string what, int status, params object?[] args) =>
        Results.Problem(statusCode: status, title: text[$"observatory.lightning.refused.{what}"], detail: text[$"observatory.lightning.refused.{what}.cure", args]);

    private sealed record LargestBody(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}

/// <param name="Unchanged">Strokes that were there already.</param>
internal sealed record StrokeAnswers(int Stored, int Unchanged, IReadOnlyList<RefusedStroke> Refused);

/// <param name="Index">Its place in the list that was sent.</param>
internal sealed record RefusedStroke(int Index, string Path, string Code, string Message);
