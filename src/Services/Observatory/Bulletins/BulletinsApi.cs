using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins;

/// <summary>Forecasters' bulletins for programs.</summary>
internal static class BulletinsApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/weather/bulletins/{kind}").RequireAuthorization(Access.OfficerOf(ObservatoryModule.Department, Forecasters.Role)).WithTags("Observatory")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("", ShowAsync).WithName("ShowBulletin")
            .WithSummary("The bulletin in force. Kinds: local-forecast, nine-day-forecast, special-tips.")
            .Produces<BulletinAnswer>();
        api.MapPost("", IssueAsync).WithName("IssueBulletin")
            .WithSummary("Issues a bulletin: the kind's own members beside id and nextIssueAt; convert: true makes the simplified texts from the traditional ones. The same request with the same id is issued once.")
            .Accepts<JsonElement>("application/json")
            .Produces<BulletinAnswer>(StatusCodes.Status201Created).Produces<BulletinAnswer>()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowAsync(string kind, BulletinDesk desk, CancellationToken ct) =>
        BulletinKinds.Find(kind) is { } found && await desk.LastAsync(found, ct) is { } last ? Results.Ok(Answer(last)) : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task<IResult> IssueAsync(string kind, JsonElement body, HttpContext http, BulletinDesk desk, Text text, CancellationToken ct)
    {
        if (BulletinKinds.Find(kind) is not { } found)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        var fields = body.ValueKind == JsonValueKind.Object ? BulletinFields.Of(body) : BulletinFields.Empty;
        if (!Guid.TryParse(fields["id"], out var id) || id == Guid.Empty)
        {
            return RuleProblems.ToResult([new("id", "id.missing", "observatory.desk.problem.id")], text);
        }

        var outcome = await desk.IssueAsync(id, found, fields, http.User.RequiredPersonId(), ct);
        return outcome switch
        {
            { Conflict: true } => outcome.Problems.ToResult(text, StatusCodes.Status409Conflict),
            { Bulletin: null } => outcome.Problems.ToResult(text),
            { IsRepeated: true } => Results.Ok(Answer(outcome.Bulletin)),
            _ => Results.Created($"/api/weather/bulletins/{kind}", Answer(outcome.Bulletin)),
        };
    }

    private static BulletinAnswer Answer(Bulletin bulletin) => new(
        bulletin.Id, bulletin.Kind, HongKong.At(bulletin.IssuedAt), HongKong.At(bulletin.NextIssueAt), bulletin.IsConverted,
        JsonSerializer.Deserialize<JsonElement>(bulletin.Content));
}

/// <param name="IsConverted">Simplified texts were made from the traditional ones by machine.</param>
internal sealed record BulletinAnswer(Guid Id, BulletinKind Kind, DateTimeOffset IssuedAt, DateTimeOffset NextIssueAt, bool IsConverted, JsonElement Content);
