using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Audit.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Cases.Deciding;
using OneStop.Cases.Handling;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Cases.Queue;

internal static class CasesApi
{
    internal static void MapCases(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/api/cases").RequireAuthorization(Access.Officer).WithTags("Cases")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        cases.MapGet("", ListAsync).WithName("ListCases")
            .WithSummary("The open cases of the officer's desks, the soonest due first. show: mine, unassigned or all (the default).")
            .Produces<CaseList>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        cases.MapGet("{id:guid}", ShowAsync).WithName("ShowCase")
            .WithSummary("One case. Sealed rows have no value here: they are shown on the page, to an officer who says why.")
            .Produces<CaseDetail>().ProducesProblem(StatusCodes.Status404NotFound);
        cases.MapPost("{id:guid}/decision", DecideAsync).WithName("DecideCase")
            .WithSummary("Decides the case: approve, return or refuse. Where it takes four eyes, this proposes the decision to a second officer.")
            .Produces<CaseStanding>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        cases.MapPost("{id:guid}/confirmation", ConfirmAsync).WithName("ConfirmCase")
            .WithSummary("A second officer confirms the proposed decision, or sends it back with words for the first one.")
            .Produces<CaseStanding>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext http, CaseReading reading, Text text, string? show, int? page, CancellationToken ct)
    {
        if (!Enum.TryParse<QueueView>(show ?? nameof(QueueView.All), ignoreCase: true, out var view) || !Enum.IsDefined(view))
        {
            return Invalid(text, new("show", "show.unknown", "cases.api.show"));
        }

        if (page is < 1 or > CaseReading.MostPages)
        {
            return Invalid(text, new("page", "page.out-of-range", "cases.api.page") { Args = [CaseReading.MostPages] });
        }

        var queue = await reading.QueueAsync(Officer.From(http.User), view, page ?? 1, ct);
        return Results.Ok(new CaseList(
            [.. queue.Rows.Select(row => new CaseSummary(row.Id, row.Reference, row.Desk, row.Title, row.State, row.OpenedAt, row.DueOn, row.Officer, row.OwnCase))],
            queue.HasMore ? (page ?? 1) + 1 : null));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, CaseReading reading, IAudit audit, CancellationToken ct)
    {
        var (entrance, found) = await reading.FindAsync(id, Officer.From(http.User), ct);
        if (entrance != Entrance.Granted)
        {
            return Refuse(entrance);
        }

        await audit.RecordAsync(found!, "case.viewed", ct);
        var subject = await reading.DescribeAsync(found!, ct);
        var names = await reading.NamesAsync([found!.OfficerId, found.ProposedBy, found.DecidedBy], ct);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new CaseDetail(
            found.Id, found.Reference, found.Desk, found.Title.ToString(), found.State, found.FourEyes, found.OpenedAt, found.DueOn,
            names.Of(found.OfficerId), [.. found.Reasons.Select(reason => reason.ToString())],
            [.. found.Choices.Select(choice => new CaseChoice(choice.Code, choice.Text.ToString()))],
            found.Decision, found.ReasonCodes, found.Note, names.Of(found.ProposedBy), names.Of(found.DecidedBy), found.EndedAt,
            [.. (subject?.Sections ?? []).Select(section => new CaseDetailSection(
                section.Heading, [.. section.Rows.Select(row => new CaseDetailRow(row.Label, row.Sealed ? null : row.Value, row.Sealed))]))]));
    }

    private static async Task<IResult> DecideAsync(Guid id, DecisionBody body, HttpContext http, CaseWork work, CaseReading reading, Text text, CancellationToken ct) =>
        await AnswerAsync(id, await work.DecideAsync(id, Officer.From(http.User), DecisionInput.From(body.Decision, body.ReasonCodes, body.Note), ct), http, reading, text, ct);

    private static async Task<IResult> ConfirmAsync(Guid id, ConfirmationBody body, HttpContext http, CaseWork work, CaseReading reading, Text text, CancellationToken ct)
    {
        var officer = Officer.From(http.User);
        return await AnswerAsync(id, body.Confirm switch
        {
            true => await work.ConfirmAsync(id, officer, ct),
            false => await work.SendBackAsync(id, officer, body.Words, ct),
            null => CaseOutcome.Invalid(new RuleProblem("confirm", "confirm.missing", "cases.second.missing")),
        }, http, reading, text, ct);
    }

    private static async Task<IResult> AnswerAsync(Guid id, CaseOutcome outcome, HttpContext http, CaseReading reading, Text text, CancellationToken ct)
    {
        if (outcome.Entrance != Entrance.Granted)
        {
            return Refuse(outcome.Entrance);
        }

        if (outcome.Problems.Count > 0)
        {
            return outcome.Problems.ToResult(text, outcome.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
        }

        var (_, found) = await reading.FindAsync(id, Officer.From(http.User), ct);
        return Results.Ok(new CaseStanding(found!.Id, found.State, found.Decision));
    }

    private static IResult Refuse(Entrance entrance) =>
        Results.StatusCode(entrance == Entrance.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);

    private static IResult Invalid(Text text, RuleProblem problem) => RuleProblems.ToResult([problem], text);
}

internal sealed record DecisionBody(string? Decision, IReadOnlyList<string?>? ReasonCodes, string? Note);

internal sealed record ConfirmationBody(bool? Confirm, string? Words);

internal sealed record CaseList(IReadOnlyList<CaseSummary> Items, int? Next);

internal sealed record CaseSummary(
    Guid Id, string Reference, string Desk, string Title, CaseState State, DateTimeOffset OpenedAt, DateOnly DueOn, string? Officer, bool OwnCase);

internal sealed record CaseDetail(
    Guid Id, string Reference, string Desk, string Title, CaseState State, bool FourEyes, DateTimeOffset OpenedAt, DateOnly DueOn, string? Officer,
    IReadOnlyList<string> Reasons, IReadOnlyList<CaseChoice> ReasonChoices, CaseDecision? Decision, IReadOnlyList<string> ReasonCodes, string Note,
    string? ProposedBy, string? DecidedBy, DateTimeOffset? EndedAt, IReadOnlyList<CaseDetailSection> Sections);

internal sealed record CaseChoice(string Code, string Text);

internal sealed record CaseDetailSection(string Heading, IReadOnlyList<CaseDetailRow> Rows);

internal sealed record CaseDetailRow(string Label, string? Value, bool Sealed);

internal sealed record CaseStanding(Guid Id, CaseState State, CaseDecision? Decision);
