using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings;

/// <summary>Forecasters' warnings for programs: the same acts, rules and four eyes as on the desk's pages.</summary>
internal static class WarningsApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/weather/warnings").RequireAuthorization(Access.OfficerOf(ObservatoryModule.Department, Forecasters.Role)).WithTags("Observatory")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapGet("", ListAsync).WithName("ListWarningProposals")
            .WithSummary("What is being written or waits for a second forecaster")
            .Produces<IReadOnlyList<ProposalAnswer>>();
        api.MapPost("", ProposeAsync).WithName("ProposeWarning")
            .WithSummary("Proposes a step of a warning: issue, reissue, extend, update (to another signal of its kind) or cancel. Without contents, the template's words. The same request with the same id is taken once.")
            .Produces<ProposalAnswer>(StatusCodes.Status201Created).Produces<ProposalAnswer>()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("{id:guid}", ShowAsync).WithName("ShowWarningProposal")
            .WithSummary("One proposal, with what stands in the way of its release")
            .Produces<ProposalAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var (act, summary) in (ReadOnlySpan<(string, string)>)
        [
            ("release", "Releases the proposal to the public. The highest signals are released by a forecaster who did not write them."),
            ("withdraw", "Gives the proposal up; it stays on record."),
        ])
        {
            api.MapPost($"{{id:guid}}/{act}", act == "release" ? ReleaseAsync : WithdrawAsync)
                .WithName(act == "release" ? "ReleaseWarning" : "WithdrawWarning").WithSummary(summary)
                .Produces<ProposalAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> ListAsync(DeskReading reading, Text text, CancellationToken ct)
    {
        List<ProposalAnswer> answers = [];
        foreach (var proposal in await reading.OpenProposalsAsync(ct))
        {
            answers.Add(await AnswerAsync(proposal, reading, text, ct));
        }

        return Results.Ok(answers);
    }

    private static async Task<IResult> ProposeAsync(WarningBody body, HttpContext http, WarningDesk desk, DeskReading reading, Text text, CancellationToken ct)
    {
        var (proposed, problems) = body.Read();
        if (proposed is null)
        {
            return problems.ToResult(text);
        }

        var outcome = await desk.ProposeAsync(proposed, http.User.RequiredPersonId(), ct);
        if (!outcome.IsDone)
        {
            return Refuse(outcome, text);
        }

        if (!outcome.IsRepeated)
        {
            // Where something is missing it stays a draft, and where one forecaster is enough there is nothing to ask for: the answer says so.
            await desk.SubmitAsync(proposed.Id, null, ct);
        }

        var answer = await AnswerAsync((await reading.FindAsync(proposed.Id, ct))!, reading, text, ct);
        return outcome.IsRepeated ? Results.Ok(answer) : Results.Created($"/api/weather/warnings/{answer.Id}", answer);
    }

    private static async Task<IResult> ShowAsync(Guid id, DeskReading reading, Text text, CancellationToken ct) =>
        await reading.FindAsync(id, ct) is { } found ? Results.Ok(await AnswerAsync(found, reading, text, ct)) : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task<IResult> ReleaseAsync(Guid id, HttpContext http, WarningDesk desk, DeskReading reading, Text text, CancellationToken ct)
    {
        var forecaster = http.User.RequiredPersonId();
        var outcome = await desk.ReleaseAsync(id, null, forecaster, ct);
        return await EndAsync(outcome, ProposalState.Released, forecaster, reading, text, ct);
    }

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext http, WarningDesk desk, DeskReading reading, Text text, CancellationToken ct)
    {
        var forecaster = http.User.RequiredPersonId();
        var outcome = await desk.WithdrawAsync(id, null, forecaster, ct);
        return await EndAsync(outcome, ProposalState.Withdrawn, forecaster, reading, text, ct);
    }

    private static async Task<IResult> EndAsync(DeskOutcome outcome, ProposalState wanted, Guid forecaster, DeskReading reading, Text text, CancellationToken ct) =>
        outcome.IsDone || (outcome.Proposal?.State == wanted && outcome.Proposal.EndedBy == forecaster)
            ? Results.Ok(await AnswerAsync(outcome.Proposal!, reading, text, ct))
            : Refuse(outcome, text);

    private static IResult Refuse(DeskOutcome outcome, Text text) => outcome switch
    {
        { Proposal: null } => Results.StatusCode(StatusCodes.Status404NotFound),
        { NeedsSecond: true } => outcome.Problems.ToResult(text, StatusCodes.Status403Forbidden),
        { Conflict: true } => outcome.Problems.ToResult(text, StatusCodes.Status409Conflict),
        _ => outcome.Problems.ToResult(text),
    };

    private static async Task<ProposalAnswer> AnswerAsync(WarningProposal proposal, DeskReading reading, Text text, CancellationToken ct)
    {
        var kind = WarningKinds.Find(proposal.Kind)!;
        var standing = await reading.StandingAsync(kind.Key, ct);
        var step = proposal.StepId is { } id ? await reading.StepAsync(id, ct) : null;
        return new ProposalAnswer(
            proposal.Id, proposal.Kind, proposal.Code, proposal.Action, proposal.State, WarningSteps.NeedsTwo(kind, proposal.Code, standing.InForce),
            HongKongTime(step?.IssuedAt ?? proposal.IssueAt), HongKongTime(proposal.ExpiresAt), proposal.WrittenBy, step?.Id, step?.Chain,
            proposal.Can(ProposalAct.Release)
                ? [.. ReleaseRules.Check(proposal, kind, standing).Select(problem => new ObstacleAnswer(problem.Path, problem.Code, problem.Message(text)))]
                : []);
    }

    private static DateTimeOffset? HongKongTime(DateTimeOffset? instant) => instant is { } known ? HongKong.At(known) : null;
}

/// <param name="Id">The client's own: the same request with the same id is taken once.</param>
/// <param name="IssuedAt">The time of issue; null for the minute of the release.</param>
/// <param name="Contents">The statement's paragraphs; null for the template's.</param>
/// <param name="Convert">Makes the simplified text from the traditional one.</param>
internal sealed record WarningBody(
    Guid? Id, string? Kind, string? Code, string? Action, string? IssuedAt, string? ExpiresAt, IReadOnlyList<ParagraphBody?>? Contents, bool? Convert)
{
    internal (NewProposal? Proposal, IReadOnlyList<RuleProblem> Problems) Read()
    {
        List<RuleProblem> problems = [];
        if (Id is null || Id == Guid.Empty)
        {
            problems.Add(new("id", "id.missing", "observatory.desk.problem.id"));
        }

        var kind = WarningKinds.Find(Kind ?? "");
        if (kind is null)
        {
            problems.Add(new("kind", "kind.unknown", "observatory.desk.problem.kind"));
        }
        else if (!kind.Signals.Any(signal => signal.Code == Code))
        {
            problems.Add(new("code", "code.unknown", "observatory.desk.problem.signal"));
        }

        if (!Enum.TryParse<WarningAction>(Action, ignoreCase: true, out var action) || !Enum.IsDefined(action) || char.IsAsciiDigit(Action![0]))
        {
            problems.Add(new("action", "action.unknown", "observatory.desk.problem.action"));
        }

        var (issued, expires) = (Moment(IssuedAt, "issuedAt", problems), Moment(ExpiresAt, "expiresAt", problems));
        if (Contents is not null && Contents.Sum(paragraph => (paragraph?.En?.Length ?? 0) + (paragraph?.ZhHant?.Length ?? 0) + (paragraph?.ZhHans?.Length ?? 0)) > 3 * ProposedText.MostCharacters)
        {
            problems.Add(new("contents", "contents.too-long", "observatory.desk.problem.far-too-long") { Args = [ProposedText.MostCharacters] });
        }

        return problems.Count > 0
            ? (null, problems)
            : (new NewProposal(Id!.Value, kind!.Key, Code!, action, issued, expires, Text(), Requests.Hash(this)), []);
    }

    private ProposedText? Text()
    {
        if (Contents is null)
        {
            return null;
        }

        var paragraphs = Contents.OfType<ParagraphBody>().ToList();
        var text = ProposedText.Clean(
            string.Join("\n\n", paragraphs.Select(paragraph => paragraph.En)), string.Join("\n\n", paragraphs.Select(paragraph => paragraph.ZhHant)),
            string.Join("\n\n", paragraphs.Select(paragraph => paragraph.ZhHans)));
        return Convert == true ? text.Converted() : text;
    }

    private static DateTimeOffset? Moment(string? typed, string path, List<RuleProblem> problems)
    {
        if (typed is null)
        {
            return null;
        }

        if (CivilTime.Parse(typed) is { } moment)
        {
            return ReleaseRules.Minute(moment);
        }

        problems.Add(new(path, "time", "observatory.desk.problem.time"));
        return null;
    }
}

internal sealed record ParagraphBody(string? En, string? ZhHant, string? ZhHans);

/// <param name="NeedsSecond">Released only by a forecaster who did not write it.</param>
/// <param name="Obstacles">What a release would refuse now.</param>
internal sealed record ProposalAnswer(
    Guid Id, string Kind, string Code, WarningAction Action, ProposalState State, bool NeedsSecond, DateTimeOffset? IssuedAt, DateTimeOffset? ExpiresAt,
    Guid WrittenBy, Guid? StepId, Guid? Chain, IReadOnlyList<ObstacleAnswer> Obstacles);

internal sealed record ObstacleAnswer(string Path, string Code, string Message);
