using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Gate;

/// <summary>What cameras, barriers and officers' devices speak with at the control point itself.</summary>
internal static class GateApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/control-point").RequireAuthorization(Access.OfficerOf(RoadCargoModule.Department, CrossingsApi.Role)).WithTags("Control point")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapGet("trucks/{plate}/instruction", Look).WithName("LookAtTruck").WithSummary("What a truck is told, from the list here").Produces<Shown>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("", StateAsync).WithName("ControlPointState").WithSummary("How old the list is and what is still to be told").Produces<GateState>();
        api.MapPost("{kind}", RecordAsync).WithName("RecordAtControlPoint").WithSummary("An arrival, a crossing or an inspection: durable here at once, told to the centre when it answers")
            .Produces<EntryAnswer>(StatusCodes.Status201Created).Produces<EntryAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Look(string plate, string? bound, GateDesk desk, TimeProvider time, Text text)
    {
        var (parsed, way) = (Plates.Parse(plate, HongKong.Today(time)), bound?.ToLowerInvariant() switch { null or "inbound" => Bound.Inbound, "outbound" => Bound.Outbound, _ => (Bound?)null });
        List<RuleProblem> problems =
        [
            .. parsed is null ? [new RuleProblem("plate", "plate.format", "roadcargo.bundle.problem.plate")] : Array.Empty<RuleProblem>(),
            .. way is null ? [new RuleProblem("bound", "bound.unknown", "roadcargo.crossing.problem.bound")] : Array.Empty<RuleProblem>(),
        ];
        return problems.Count > 0 ? problems.ToResult(text) : Results.Ok(desk.Look(parsed!, way!.Value));
    }

    private static async Task<IResult> StateAsync(ExpectedTrucks expected, GateDb db, GateOptions options, Connection connection, CancellationToken ct) => Results.Ok(new GateState(
        options.Point, expected.DrawnUpAt, expected.Count, await db.Journal.CountAsync(ct), await db.Journal.CountAsync(entry => entry.ToldAt == null, ct), connection.LastAt));

    private static async Task<IResult> RecordAsync(string kind, GateBody body, GateDesk desk, TimeProvider time, Text text, CancellationToken ct)
    {
        if (kind switch { "arrivals" => EntryKind.Arrival, "crossings" => EntryKind.Crossing, "inspections" => EntryKind.Inspection, _ => (EntryKind?)null } is not { } entryKind)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        var now = time.GetUtcNow();
        var entry = body.Read(entryKind, now);
        List<RuleProblem> problems = [.. entry.Check("", now)];
        if (entryKind == EntryKind.Inspection && string.IsNullOrWhiteSpace(body.Officer))
        {
            problems.Add(new("officer", "entry.officer", "roadcargo.crossing.problem.officer"));
        }

        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        var answer = await desk.RecordAsync(entry with { Plate = Plates.Parse(entry.Plate, HongKong.DayOf(now)) ?? "" }, ct);
        return answer.Outcome switch
        {
            EntryOutcome.Taken => Results.Created((string?)null, answer),
            EntryOutcome.Repeated => Results.Ok(answer),
            _ => ((IReadOnlyList<RuleProblem>)[Refusal(entryKind, answer.Instruction)]).ToResult(text, StatusCodes.Status409Conflict),
        };
    }

    internal static RuleProblem Refusal(EntryKind kind, Instruction? instruction) => kind == EntryKind.Inspection
        ? new("", "inspection.not-selected", "roadcargo.crossing.problem.not-selected")
        : new("", "crossing.not-yet", $"roadcargo.instruction.{CrossingsApi.Name(instruction)}.officer");
}

/// <param name="ListAt">When the list of trucks was drawn up; null: there is none yet.</param>
/// <param name="Waiting">Entries that the centre has not heard.</param>
/// <param name="CentreAt">When the centre last answered; null: not since the start.</param>
internal sealed record GateState(string ControlPoint, DateTimeOffset? ListAt, int Trucks, int Journal, int Waiting, DateTimeOffset? CentreAt);

/// <param name="Officer">An inspection: who.</param>
internal sealed record GateBody(Guid? Id, string? Plate, Bound? Bound, DateTimeOffset? At, string? Words, Guid? Bundle, string? Ccrn, InspectionOutcome? Outcome, string? Officer)
{
    internal Entry Read(EntryKind kind, DateTimeOffset now) =>
        new MovementBody(Id, null, Plate, Bound, At, Words, Bundle, Ccrn, Outcome).Read(kind, now) with { Officer = Officer?.Trim() };
}
