using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using OneStop.Filings.Contracts;
using OneStop.Filings.Drafts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Tracking;
using OneStop.Platform.Json;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Api;

/// <summary>The same dealings as the pages, for programs. A request's body is the filing's content itself.</summary>
internal static class FilingsApi
{
    private const string Tag = "Filings";
    public const int LongestKey = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/eservices/{service}/schema", Schema).AllowAnonymous()
            .WithName("GetEServiceSchema").WithSummary("The shape of an e-service's content as JSON Schema 2020-12").WithTags(Tag)
            .Produces<JsonObject>(contentType: FormSchema.MediaType).ProducesProblem(StatusCodes.Status404NotFound);

        var filings = routes.MapGroup("/api/filings").RequireAuthorization(Access.SignedIn).WithTags(Tag);
        filings.MapGet("", ListAsync).WithName("ListFilings").WithSummary("Your filings, the newest first").Produces<FilingList>();
        filings.MapPost("/{service}", StartAsync)
            .WithName("StartFiling").WithSummary("Begins a draft, with answers where given. An Idempotency-Key makes a repetition harmless")
            .Produces<FilingDocument>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        filings.MapGet("/{id:guid}", GetAsync)
            .WithName("GetFiling").WithSummary("A filing with its state, payment, signatures, timeline and outcome")
            .Produces<FilingDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        filings.MapPut("/{id:guid}", (Guid id, HttpRequest request, FilingDesk desk, CancellationToken ct) => ChangeAsync(id, request, desk, patch: false, ct))
            .WithName("ReplaceFilingContent").WithSummary("Replaces a draft's whole content. If-Match keeps two writers apart")
            .Produces<FilingDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        filings.MapPatch("/{id:guid}", (Guid id, HttpRequest request, FilingDesk desk, CancellationToken ct) => ChangeAsync(id, request, desk, patch: true, ct))
            .WithName("ChangeFilingContent").WithSummary("Changes a draft's content by JSON Merge Patch (RFC 7396)")
            .Produces<FilingDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        filings.MapDelete("/{id:guid}", DeleteAsync)
            .WithName("DeleteDraft").WithSummary("Deletes a draft that was never submitted")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        filings.MapPost("/{id:guid}/check", CheckAsync)
            .WithName("CheckFiling").WithSummary("The rehearsal: everything a submission would be refused for, and the cost, without submitting")
            .Produces<Rehearsal>().ProducesProblem(StatusCodes.Status404NotFound);
        filings.MapPost("/{id:guid}/submit", SubmitAsync)
            .WithName("SubmitFiling").WithSummary("Declares and submits: {\"declared\": true}. Safe to repeat")
            .Takes(("declared", JsonSchemaType.Boolean))
            .Produces<FilingDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        filings.MapPost("/{id:guid}/withdraw", (Guid id, ClaimsPrincipal user, LeaveFiling leave, FilingDesk desk, CancellationToken ct) => LeaveAsync(id, FilingStep.Withdraw, user, leave, desk, ct))
            .WithName("WithdrawFiling").WithSummary("Takes a filing back for good")
            .Produces<FilingDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        filings.MapPost("/{id:guid}/reopen", (Guid id, ClaimsPrincipal user, LeaveFiling leave, FilingDesk desk, CancellationToken ct) => LeaveAsync(id, FilingStep.Reopen, user, leave, desk, ct))
            .WithName("ReopenFiling").WithSummary("Makes an unsigned or unpaid filing a draft again, to change it")
            .Produces<FilingDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        filings.MapPost("/{id:guid}/files", UploadAsync).DisableAntiforgery()
            .WithName("AddFile").WithSummary("Adds a file to a draft; its answer is the value of a file question")
            .Accepts<IFormFile>("multipart/form-data").Produces<JsonObject>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        BulkApi.Map(filings);
        SignaturesApi.Map(routes, filings);
    }

    private static IResult Schema(string service, EServices services, Text text, HttpRequest request) => services.Find(service) is { Form: var form }
        ? Results.Json(FormSchema.Of(form, new Wording(form, text), $"{request.Scheme}://{request.Host}{request.Path}"), contentType: FormSchema.MediaType)
        : Results.NotFound();

    private static async Task<Ok<FilingList>> ListAsync(Guid? before, ClaimsPrincipal user, MyFilings mine, CancellationToken ct)
    {
        var (lines, next) = await mine.ListAsync(user.RequiredPersonId(), before, ct);
        return TypedResults.Ok(new FilingList(lines, next));
    }

    private static async Task<IResult> StartAsync(
        string service, HttpRequest request, ClaimsPrincipal user, EServices services, StartDraft start, FilingDesk desk, Text text, FilingOptions options, CancellationToken ct)
    {
        if (services.Find(service) is not { } found)
        {
            return Results.NotFound();
        }

        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > LongestKey || PlainText.Keep(key, lines: false) is null)
        {
            return Results.Problem(statusCode: 400, title: text["filings.problem.key-form", LongestKey]);
        }

        var (body, refused) = await JsonBody.ReadAsync(request, text, ct);
        if (refused is not null)
        {
            return refused;
        }

        var (content, problems) = new JsonAnswers(found.Form, new Wording(found.Form, text), new HashSet<string>()).Read(body);
        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        (string, string)? idempotency = key.Length == 0 ? null : (key, CanonicalJson.Hash(new JsonArray(service, content.DeepClone())));
        var outcome = await start.RunAsync(found, user.RequiredPersonId(), content, UsageChannel.Api, idempotency, ct);
        return outcome switch
        {
            { TooMany: true } => Results.Problem(statusCode: 409, title: text["filings.problem.too-many-drafts", options.DraftLimit]),
            { KeyMisused: true } => Results.Problem(statusCode: 422, title: text["filings.problem.key-misused"]),
            _ => await desk.ShowAsync(outcome.Id!.Value, created: true, ct),
        };
    }

    private static Task<IResult> GetAsync(Guid id, FilingDesk desk, CancellationToken ct) => desk.ShowAsync(id, created: false, ct);

    private static async Task<IResult> ChangeAsync(Guid id, HttpRequest request, FilingDesk desk, bool patch, CancellationToken ct)
    {
        var (body, refused) = await JsonBody.ReadAsync(request, desk.Text, ct);
        return refused ?? await desk.ChangeAsync(id, body, patch, request.Headers.IfMatch.ToString(), ct);
    }

    private static async Task<IResult> DeleteAsync(Guid id, ClaimsPrincipal user, DeleteDraft delete, CancellationToken ct) =>
        await delete.RunAsync(id, user.RequiredPersonId(), ct) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> CheckAsync(Guid id, ClaimsPrincipal user, Dossiers dossiers, CheckFiling check, Text text, TimeProvider time, CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(id, user.RequiredPersonId(), ct) is not { } dossier)
        {
            return Results.NotFound();
        }

        var problems = await check.WholeAsync(dossier, ct);
        var fees = problems.Count > 0 ? [] : dossier.Service.Fees(dossier.Form.Pruned(dossier.Content), HongKong.Today(time));
        return Results.Ok(new Rehearsal(
            problems.Count == 0,
            [.. problems.Select(problem => new ProblemLine(problem.Path, problem.Code, problem.Rule, problem.Message(text)))],
            [.. fees.Select(fee => new FeeDocument(fee.Code, fee.Name.ToString(), fee.Cents, fee.Refundable))],
            fees.Sum(fee => fee.Cents)));
    }

    private static async Task<IResult> SubmitAsync(Guid id, HttpRequest request, ClaimsPrincipal user, SubmitFiling submit, FilingDesk desk, Text text, CancellationToken ct)
    {
        var (body, refused) = await JsonBody.ReadAsync(request, text, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (body["declared"] is not JsonValue declared || !declared.TryGetValue<bool>(out var yes) || !yes)
        {
            return ((IReadOnlyList<RuleProblem>)[new RuleProblem("declared", "declaration", "filings.problem.declaration")]).ToResult(text);
        }

        var outcome = await submit.RunAsync(id, user.RequiredPersonId(), ct);
        return outcome switch
        {
            { Problems.Count: > 0 } => outcome.Problems.ToResult(text),
            { Dossier: { } dossier } => await desk.ShowAsync(dossier, created: false, ct),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> LeaveAsync(Guid id, FilingStep step, ClaimsPrincipal user, LeaveFiling leave, FilingDesk desk, CancellationToken ct) =>
        await leave.RunAsync(id, user.RequiredPersonId(), step, ct) switch
        {
            LeaveOutcome.Left => await desk.ShowAsync(id, created: false, ct),
            LeaveOutcome.TooLate => Results.Problem(statusCode: 409, title: desk.Text["filings.leave.too-late"]),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> UploadAsync(Guid id, [FromForm(Name = "file")] IFormFile file, ClaimsPrincipal user, Dossiers dossiers, KeepUpload keep, Text text, CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(id, user.RequiredPersonId(), ct) is not { Row.IsEditable: true })
        {
            return Results.NotFound();
        }

        await using var stream = file.OpenReadStream();
        var (node, because) = await keep.StoreAsync(id, stream, file.FileName, ct);
        return node is not null ? Results.Ok(node)
            : ((IReadOnlyList<RuleProblem>)[KeepUpload.Problem("file", because!)]).ToResult(text);
    }
}
