using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Assessment;

/// <summary>Risk rules for programs: for <c>ced:risk</c> alone.</summary>
internal static class RiskApi
{
    internal const string Role = "risk";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/road-cargo/rule-sets").RequireAuthorization(Access.OfficerOf(RoadCargoModule.Department, Role)).WithTags("Road cargo: risk")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapGet("", async (RiskReading reading, CancellationToken ct) => Results.Ok(await reading.ListAsync(ct))).WithName("ListRuleSets").WithSummary("All rule sets, without what they say").Produces<IReadOnlyList<ListedRuleSet>>();
        api.MapPost("", ProposeAsync).WithName("ProposeRuleSet").WithSummary("Proposes a whole rule set; a second officer approves it")
            .Produces<RuleSetAnswer>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("{number:int}", ShowAsync).WithName("ShowRuleSet").WithSummary("A rule set with its replays").Produces<RuleSetAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("{number:int}/simulate", SimulateAsync).WithName("SimulateRuleSet").WithSummary("What it would have stopped on a past day, and the difference to what was stopped")
            .Produces<Difference>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        foreach (var act in (RuleSetAct[])[RuleSetAct.Approve, RuleSetAct.Refuse, RuleSetAct.Withdraw])
        {
            api.MapPost($"{{number:int}}/{act.ToString().ToLowerInvariant()}", (int number, WordsBody? body, ClaimsPrincipal user, RuleSetDesk desk, RiskReading reading, Text text, CancellationToken ct) => ActAsync(act, number, body, user, desk, reading, text, ct))
                .WithName($"{act}RuleSet")
                .WithSummary(act switch
                {
                    RuleSetAct.Approve => "Brings it into force: by an officer who did not propose it, after a replay",
                    RuleSetAct.Refuse => "Refuses it, with words: by an officer who did not propose it",
                    _ => "Takes it back: by the officer who proposed it",
                })
                .Produces<RuleSetAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }

        routes.MapGet("/api/road-cargo/assessments", ExplainAsync).RequireAuthorization(Access.OfficerOf(RoadCargoModule.Department, Role)).WithTags("Road cargo: risk")
            .WithName("ExplainAssessments").WithSummary("Why a consignment was stopped or not; says for what purpose it is asked")
            .Produces<IReadOnlyList<ExplainedAssessment>>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ProposeAsync(RuleSetBody body, ClaimsPrincipal user, RuleSetDesk desk, Text text, CancellationToken ct)
    {
        var outcome = await desk.ProposeAsync(body.Rules.ValueKind == JsonValueKind.Undefined ? "" : body.Rules.GetRawText(), body.Purpose, user.RequiredPersonId(), ct);
        return outcome.IsDone ? Results.Created($"/api/road-cargo/rule-sets/{outcome.Set!.Number.ToString(CultureInfo.InvariantCulture)}", RuleSetAnswer.Of(outcome.Set, [])) : outcome.Problems.ToResult(text);
    }

    private static async Task<IResult> ShowAsync(int number, RiskReading reading, CancellationToken ct) =>
        await reading.ShowAsync(number, ct) is { } found ? Results.Ok(RuleSetAnswer.Of(found.Set, found.Replays)) : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task<IResult> SimulateAsync(int number, DayBody body, ClaimsPrincipal user, RiskReading reading, ReplayDay replay, Text text, TimeProvider time, CancellationToken ct)
    {
        if (body.Day is not { } day || day > HongKong.Today(time))
        {
            return ((IReadOnlyList<RuleProblem>)[PastDay]).ToResult(text);
        }

        return await reading.ShowAsync(number, ct) is null ? Results.StatusCode(StatusCodes.Status404NotFound) : Results.Content((await replay.RunAsync(number, day, user.RequiredPersonId(), ct)).Result, "application/json");
    }

    private static async Task<IResult> ActAsync(RuleSetAct act, int number, WordsBody? body, ClaimsPrincipal user, RuleSetDesk desk, RiskReading reading, Text text, CancellationToken ct)
    {
        var officer = user.RequiredPersonId();
        var outcome = act switch
        {
            RuleSetAct.Approve => await desk.ApproveAsync(number, officer, ct),
            RuleSetAct.Refuse => await desk.RefuseAsync(number, body?.Words, officer, ct),
            _ => await desk.WithdrawAsync(number, officer, ct),
        };
        return outcome switch
        {
            { IsDone: true } => await ShowAsync(number, reading, ct),
            { Set: null, Problems.Count: 0 } => Results.StatusCode(StatusCodes.Status404NotFound),
            { Conflict: true } => outcome.Problems.ToResult(text, StatusCodes.Status409Conflict),
            _ when outcome.Problems.Contains(RuleSetOutcome.SecondNeeded) => outcome.Problems.ToResult(text, StatusCodes.Status403Forbidden),
            _ => outcome.Problems.ToResult(text),
        };
    }

    private static async Task<IResult> ExplainAsync(string? ccrn, string? purpose, RiskReading reading, Text text, CancellationToken ct)
    {
        var problems = CheckQuestion(ccrn, purpose);
        return problems.Count > 0 ? problems.ToResult(text) : Results.Ok(await reading.ExplainAsync(Ccrn.Parse(ccrn)!.Value, purpose!.Trim(), ct));
    }

    internal static readonly RuleProblem PastDay = new("day", "day.past", "roadcargo.risk.problem.past-day");

    internal static IReadOnlyList<RuleProblem> CheckQuestion(string? ccrn, string? purpose) =>
    [
        .. Ccrn.Parse(ccrn) is null ? [new RuleProblem("ccrn", "ccrn.format", "roadcargo.bundle.problem.ccrn")] : Array.Empty<RuleProblem>(),
        .. string.IsNullOrWhiteSpace(purpose) || purpose.Length > RiskReading.LongestPurpose ? [new RuleProblem("purpose", "purpose.missing", "roadcargo.risk.problem.look") { Args = [RiskReading.LongestPurpose] }] : Array.Empty<RuleProblem>(),
    ];
}

/// <param name="Rules">The whole set: src/Services/RoadCargo/Assessment/README.md says how it is written.</param>
internal sealed record RuleSetBody(string? Purpose, JsonElement Rules);

internal sealed record WordsBody(string? Words);

internal sealed record DayBody(DateOnly? Day);

internal sealed record RuleSetAnswer(
    int Number, RuleSetState State, string Purpose, string Hash, Guid ProposedBy, DateTimeOffset ProposedAt, Guid? DecidedBy, DateTimeOffset? DecidedAt, string Words, JsonElement Rules, IReadOnlyList<ReplayAnswer> Replays)
{
    internal static RuleSetAnswer Of(RuleSetVersion set, IReadOnlyList<Replay> replays) => new(
        set.Number, set.State, set.Purpose, set.Hash, set.ProposedBy, set.ProposedAt, set.DecidedBy, set.DecidedAt, set.Words, JsonSerializer.Deserialize<JsonElement>(set.Content),
        [.. replays.Select(replay => new ReplayAnswer(replay.Day, replay.At, JsonSerializer.Deserialize<Difference>(replay.Result, CargoJson.Options)!))]);
}

internal sealed record ReplayAnswer(DateOnly Day, DateTimeOffset At, Difference Difference);
