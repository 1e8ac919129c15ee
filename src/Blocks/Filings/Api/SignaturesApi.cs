using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Filings.Tracking;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Api;

internal static class SignaturesApi
{
    private const string Tag = "Filings";

    public static void Map(IEndpointRouteBuilder routes, RouteGroupBuilder filings)
    {
        filings.MapGet("/{id:guid}/signatures", ListAsync)
            .WithName("ListSignatures").WithSummary("Who must sign a filing and who has")
            .Produces<IReadOnlyList<SignatureDocument>>().ProducesProblem(StatusCodes.Status404NotFound);
        filings.MapPost("/{id:guid}/signatures/{signature:guid}/remind", RemindAsync)
            .WithName("RemindSignatory").WithSummary("Sends an invitation once more; its earlier link stops working")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);

        var signatures = routes.MapGroup("/api/signatures").RequireAuthorization(Access.SignedIn).WithTags(Tag);
        signatures.MapGet("", WaitingAsync).WithName("ListSignaturesToGive").WithSummary("What waits for your signature").Produces<IReadOnlyList<SignatureRequestDocument>>();
        signatures.MapGet("/{key}", GetAsync)
            .WithName("GetSignatureRequest").WithSummary("What you are asked to sign: the frozen content, its hash and the statement. By id or by the invitation's token")
            .Produces<SignatureRequestDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        signatures.MapPost("/{key}/sign", (string key, HttpRequest request, ClaimsPrincipal user, SignatureRequests requests, SignFiling sign, IPeople people, Text text, CancellationToken ct) => AnswerAsync(key, request, user, requests, people, text, sign, decline: false, ct))
            .WithName("SignFiling").WithSummary("Signs: {\"agreed\": true, \"contentHash\": \"…\"}. Safe to repeat")
            .Takes(("agreed", JsonSchemaType.Boolean), ("contentHash", JsonSchemaType.String)).Produces<SignatureDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        signatures.MapPost("/{key}/decline", (string key, HttpRequest request, ClaimsPrincipal user, SignatureRequests requests, SignFiling sign, IPeople people, Text text, CancellationToken ct) => AnswerAsync(key, request, user, requests, people, text, sign, decline: true, ct))
            .WithName("DeclineToSign").WithSummary("Declines to sign: {\"reason\": \"…\"}; the filing is a draft again")
            .Takes(("reason", JsonSchemaType.String)).Produces<SignatureDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(Guid id, ClaimsPrincipal user, Dossiers dossiers, FilingsDb db, CancellationToken ct) =>
        await dossiers.FindOwnAsync(id, user.RequiredPersonId(), ct) is null
            ? Results.NotFound()
            : Results.Ok((await db.Signatures.Where(signature => signature.FilingId == id && signature.State != SignatureState.Void).OrderBy(signature => signature.Id).ToListAsync(ct)).ConvertAll(FilingDesk.Describe));

    private static async Task<IResult> RemindAsync(Guid id, Guid signature, ClaimsPrincipal user, RemindSignatory remind, CancellationToken ct) =>
        await remind.RunAsync(id, user.RequiredPersonId(), signature, ct) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> WaitingAsync(ClaimsPrincipal user, MyFilings mine, IPeople people, Text text, CancellationToken ct) =>
        await people.FindAsync(user.RequiredPersonId(), ct) is { } person
            ? Results.Ok((await mine.ToSignAsync(Signature.KeyOf(person.Email), ct)).Select(asked => Describe(asked, text)))
            : Results.Ok(Array.Empty<SignatureRequestDocument>());

    private static async Task<IResult> GetAsync(string key, ClaimsPrincipal user, SignatureRequests requests, IPeople people, Text text, CancellationToken ct) =>
        await FindAsync(key, user, requests, people, ct) is { } found ? Results.Ok(Describe(found.Request, text)) : Results.NotFound();

    private static async Task<IResult> AnswerAsync(
        string key, HttpRequest http, ClaimsPrincipal user, SignatureRequests requests, IPeople people, Text text, SignFiling sign, bool decline, CancellationToken ct)
    {
        var (body, refused) = await JsonBody.ReadAsync(http, text, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (await FindAsync(key, user, requests, people, ct) is not { } found)
        {
            return Results.NotFound();
        }

        var (request, signer) = found;
        var reason = "";
        if ((decline ? ReadReason(body, out reason) : CheckAgreement(body, request)) is { } problem)
        {
            return ((IReadOnlyList<RuleProblem>)[problem]).ToResult(text);
        }

        var outcome = decline ? await sign.DeclineAsync(request.Signature.Id, signer, reason, ct) : await sign.SignAsync(request.Signature.Id, signer, ct);
        return outcome == SignOutcome.Done
            ? Results.Ok(FilingDesk.Describe((await requests.FindAsync(request.Signature.Id.ToString(), ct))!.Signature))
            : Results.Problem(statusCode: 409, title: text["filings.sign.closed.text"]);
    }

    private static RuleProblem? CheckAgreement(JsonObject body, SignatureRequest request)
    {
        if (body["agreed"] is not JsonValue agreed || !agreed.TryGetValue<bool>(out var yes) || !yes)
        {
            return new RuleProblem("agreed", "agreement", "filings.problem.agree");
        }

        return body["contentHash"] is JsonValue hash && hash.TryGetValue<string>(out var signed) && signed == request.Signature.ContentHash
            ? null
            : new RuleProblem("contentHash", "content-hash", "filings.problem.content-hash");
    }

    private static RuleProblem? ReadReason(JsonObject body, out string reason)
    {
        reason = JsonAnswers.TextOf(body["reason"]) is { } given ? PlainText.Keep(given, lines: true) ?? "" : "";
        return reason.Length == 0 ? new RuleProblem("reason", "reason", "filings.problem.reason")
            : PlainText.Length(reason) > SignModel.LongestReason ? new RuleProblem("reason", "reason-long", "filings.problem.reason-long") { Args = [SignModel.LongestReason] }
            : null;
    }

    /// <summary>Only for the person who is asked: to others it does not exist.</summary>
    private static async Task<(SignatureRequest Request, Signer Signer)?> FindAsync(string key, ClaimsPrincipal user, SignatureRequests requests, IPeople people, CancellationToken ct) =>
        await SignedIn.AsSignerAsync(user, people, ct) is { } signer && await requests.FindAsync(key, ct) is { } request && signer.Is(request.Signature)
            ? (request, signer)
            : null;

    private static SignatureRequestDocument Describe(SignatureRequest request, Text text) => new(
        FilingDesk.Describe(request.Signature), request.Dossier.Row.Id, request.Dossier.Row.Reference!, request.Dossier.Row.Service,
        request.Dossier.Content, request.Dossier.Wording(text).Declaration.ToString(), [.. request.Capacities.Select(capacity => capacity.ToString())], request.IsOpen);
}

/// <param name="Content">Exactly what is signed.</param>
/// <param name="Statement">What signing agrees to.</param>
internal sealed record SignatureRequestDocument(
    SignatureDocument Signature, Guid FilingId, string Reference, string Service, JsonObject Content, string Statement, IReadOnlyList<string> Capacities, bool Open);
