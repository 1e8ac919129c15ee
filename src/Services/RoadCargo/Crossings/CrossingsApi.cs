using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Bundles;

namespace OneStop.RoadCargo.Crossings;

/// <summary>What cameras, officers' devices and the programs at the control points send and fetch.</summary>
internal static class CrossingsApi
{
    internal const string Role = "control-point";

    /// <summary>With a list asked for: how many entries the asking control point has still to tell.</summary>
    internal const string WaitingHeader = "Journal-Waiting";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/road-cargo").RequireAuthorization(Access.OfficerOf(RoadCargoModule.Department, Role)).WithTags("Road cargo")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        foreach (var (path, kind, name, summary) in (ReadOnlySpan<(string, EntryKind, string, string)>)
        [
            ("arrivals", EntryKind.Arrival, "RecordArrival", "A camera saw a truck arrive"),
            ("crossings", EntryKind.Crossing, "RecordCrossing", "A truck crosses: taken where the screen says Go, or with an officer's words"),
            ("inspections", EntryKind.Inspection, "RecordInspection", "What an officer found in one selected consignment: released or detained"),
        ])
        {
            api.MapPost(path, (MovementBody body, HttpContext http, RecordEntries records, Text text, TimeProvider time, CancellationToken ct) => OneAsync(kind, body, http, records, text, time, ct))
                .WithName(name).WithSummary(summary)
                .Produces<EntryAnswer>(StatusCodes.Status201Created).Produces<EntryAnswer>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }

        api.MapPost("control-points/{code}/entries", ManyAsync).WithName("TellEntries")
            .WithSummary("A control point's own program tells what happened there, in order, at most 500 at once; what was told before is taken once")
            .Produces<IReadOnlyList<EntryAnswer>>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("control-points/{code}/expected", ExpectedAsync).WithName("ExpectedTrucks")
            .WithSummary("All trucks expected at the control point, as a JSON Web Signature (ES256); 304 while nothing changes")
            .Produces<string>(StatusCodes.Status200OK, "application/jose").Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("control-points/key", async (RoadCargoDb db, Writes writes, SnapshotKey key, CancellationToken ct) => Results.Text(await key.PublicAsync(db, writes, ct), "application/x-pem-file"))
            .WithName("ExpectedTrucksKey").WithSummary("The public key of the lists, in PEM").Produces<string>(StatusCodes.Status200OK, "application/x-pem-file");
    }

    private static async Task<IResult> OneAsync(EntryKind kind, MovementBody body, HttpContext http, RecordEntries records, Text text, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (entry, point) = (body.Read(kind, now), ControlPoint.Find(body.ControlPoint, HongKong.DayOf(now)));
        List<RuleProblem> problems = [.. point is null ? [UnknownPoint] : Array.Empty<RuleProblem>(), .. entry.Check("", now)];
        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        var answer = (await records.RunAsync(point!.Code, [entry], told: false, http.User.RequiredPersonId(), ct))[0];
        return answer.Outcome switch
        {
            EntryOutcome.Taken => Results.Created((string?)null, answer),
            EntryOutcome.Repeated => Results.Ok(answer),
            _ => ((IReadOnlyList<RuleProblem>)[new("", kind == EntryKind.Crossing ? "crossing.not-yet" : "inspection.not-selected", kind == EntryKind.Crossing ? $"roadcargo.instruction.{Name(answer.Instruction)}.officer" : "roadcargo.crossing.problem.not-selected")])
                .ToResult(text, StatusCodes.Status409Conflict),
        };
    }

    private static async Task<IResult> ManyAsync(string code, IReadOnlyList<Entry> entries, ClaimsPrincipal user, RecordEntries records, Text text, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (ControlPoint.Find(code, HongKong.DayOf(now)) is not { } point)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        List<RuleProblem> problems = entries.Count > RecordEntries.Most
            ? [new("", "entries.too-many", "roadcargo.crossing.problem.too-many") { Args = [RecordEntries.Most] }]
            : [.. entries.SelectMany((entry, i) => entry.Check(i.ToString(CultureInfo.InvariantCulture), now))];
        return problems.Count > 0 ? problems.ToResult(text) : Results.Ok(await records.RunAsync(point.Code, entries, told: true, user.RequiredPersonId(), ct));
    }

    private static async Task<IResult> ExpectedAsync(string code, HttpContext http, Snapshots snapshots, Contacts contacts, TimeProvider time, CancellationToken ct)
    {
        if (ControlPoint.Find(code, HongKong.Today(time)) is not { } point)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        var (tag, signed) = await snapshots.ForAsync(point.Code, http.Request.Headers.IfNoneMatch.ToString().Trim('"'), ct);
        http.Response.Headers.ETag = $"\"{tag}\"";
        if (int.TryParse(http.Request.Headers[WaitingHeader], CultureInfo.InvariantCulture, out var waiting))
        {
            await contacts.NoteAsync(point.Code, waiting, ct);
        }

        return signed is null ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Text(signed, "application/jose");
    }

    internal static string Name(Instruction? instruction) => (instruction ?? Instruction.Unknown).ToString().ToLowerInvariant();

    private static readonly RuleProblem UnknownPoint = new("controlPoint", "control-point.unknown", "roadcargo.crossing.problem.control-point");
}

/// <param name="Id">The sender's own: sent twice, it is taken once. Null: a new one each time.</param>
/// <param name="At">Null: now.</param>
/// <param name="Words">A crossing against what the screen says: why. An inspection: what was found.</param>
internal sealed record MovementBody(
    Guid? Id, string? ControlPoint, string? Plate, Bound? Bound, DateTimeOffset? At, string? Words, Guid? Bundle, string? Ccrn, InspectionOutcome? Outcome)
{
    internal Entry Read(EntryKind kind, DateTimeOffset now) => new(
        Id ?? Platform.Identifiers.Ids.New(), kind, At ?? now, Bound ?? Bundles.Bound.Inbound, Plate ?? "", Words: Words ?? "", Bundle: Bundle, Ccrn: Ccrn, Outcome: Outcome);
}
