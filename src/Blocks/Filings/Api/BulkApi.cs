using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Filings.Contracts;
using OneStop.Filings.Drafts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Json;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Api;

/// <summary>
/// Many filings of one e-service in one request: each is read, checked and submitted by itself and answered in its place, so a bad one
/// holds up no other. With an Idempotency-Key a repetition goes on where the first stopped.
/// </summary>
internal static class BulkApi
{
    public const int Most = 100;

    public static void Map(IEndpointRouteBuilder filings) => filings.MapPost("/{service}/bulk", RunAsync)
        .WithName("FileInBulk").WithSummary("Declares and submits up to 100 filings: {\"declared\": true, \"items\": [content, …]}; each has its own answer")
        .Takes(("declared", Microsoft.OpenApi.JsonSchemaType.Boolean), ("items", Microsoft.OpenApi.JsonSchemaType.Array))
        .Produces<BulkAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> RunAsync(
        string service, HttpRequest request, ClaimsPrincipal user, EServices services, StartDraft start, SubmitFiling submit, DeleteDraft delete, FilingOptions options, Text text, CancellationToken ct)
    {
        if (services.Find(service) is not { } found)
        {
            return Results.NotFound();
        }

        var (body, refused) = await JsonBody.ReadAsync(request, text, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (body["declared"] is not JsonValue declared || !declared.TryGetValue<bool>(out var yes) || !yes)
        {
            return Refuse(text, new RuleProblem("declared", "declaration", "filings.problem.declaration"));
        }

        if (body["items"] is not JsonArray { Count: > 0 and <= Most } items)
        {
            return Refuse(text, new RuleProblem("items", "bulk.items", "filings.problem.bulk-items") { Args = [Most] });
        }

        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > FilingsApi.LongestKey - 4 || PlainText.Keep(key, lines: false) is null)
        {
            return Results.Problem(statusCode: 400, title: text["filings.problem.key-form", FilingsApi.LongestKey - 4]);
        }

        var bulk = new Bulk(found, user.RequiredPersonId(), key, start, submit, delete, options, text);
        var answers = new List<BulkItem>();
        foreach (var (index, item) in items.Index())
        {
            answers.Add(await bulk.FileAsync(index, item, ct));
        }

        return Results.Ok(new BulkAnswer(answers.Count(answer => answer.Errors.Count == 0), answers.Count(answer => answer.Errors.Count > 0), answers));
    }

    private static IResult Refuse(Text text, RuleProblem problem) => ((IReadOnlyList<RuleProblem>)[problem]).ToResult(text);

    private sealed record Bulk(IEService Service, Guid FilerId, string Key, StartDraft Start, SubmitFiling Submit, DeleteDraft Delete, FilingOptions Options, Text Text)
    {
        public async Task<BulkItem> FileAsync(int index, JsonNode? item, CancellationToken ct)
        {
            if (item is not JsonObject given)
            {
                return Wrong(index, [new RuleProblem("", "type", "filings.problem.body-object")]);
            }

            var (content, problems) = new JsonAnswers(Service.Form, new Wording(Service.Form, Text), new HashSet<string>()).Read(given);
            if (problems.Count > 0)
            {
                return Wrong(index, problems);
            }

            (string, string)? idempotency = Key.Length == 0 ? null
                : (string.Create(CultureInfo.InvariantCulture, $"{Key}/{index}"), CanonicalJson.Hash(new JsonArray(Service.Form.Code, content.DeepClone())));
            var started = await Start.RunAsync(Service, FilerId, content, UsageChannel.Api, idempotency, ct);
            if (started.Id is not { } id)
            {
                return Wrong(index, [new RuleProblem("", "too-many-drafts", "filings.problem.too-many-drafts") { Args = [Options.DraftLimit] }]);
            }

            if (started.KeyMisused)
            {
                return Wrong(index, [new RuleProblem("", "key-misused", "filings.problem.key-misused")]);
            }

            var outcome = await Submit.RunAsync(id, FilerId, ct);
            if (outcome.Dossier is { Row: var row })
            {
                return new BulkItem(index, id, row.Reference, row.State, $"/api/filings/{id}", []);
            }

            // What was refused leaves no draft behind: the sender has it.
            await Delete.RunAsync(id, FilerId, ct);
            return Wrong(index, outcome.Problems);
        }

        private BulkItem Wrong(int index, IReadOnlyList<RuleProblem> problems) =>
            new(index, null, null, null, null, [.. problems.Select(problem => new ProblemLine(problem.Path, problem.Code, problem.Rule, problem.Message(Text)))]);
    }
}

/// <param name="Items">In the order sent.</param>
internal sealed record BulkAnswer(int Taken, int Refused, IReadOnlyList<BulkItem> Items);

/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="State">Null where it was refused; awaitingPayment or awaitingSignatures where the filer must go on.</param>
/// <param name="Href">The filing.</param>
internal sealed record BulkItem(int Index, Guid? Id, string? Reference, FilingState? State, string? Href, IReadOnlyList<ProblemLine> Errors);
