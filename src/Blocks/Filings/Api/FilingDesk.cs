using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneStop.Filings.Contracts;
using OneStop.Filings.Drafts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Filings.Tracking;
using OneStop.Payments.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Api;

/// <summary>Shows and changes one filing of the person who asks.</summary>
internal sealed class FilingDesk(
    IHttpContextAccessor http, Dossiers dossiers, FilingsDb db, SaveAnswers save, IPayments payments, FilingOptions options, Text text)
{
    public Text Text => text;

    private HttpContext Context => http.HttpContext!;

    private Guid PersonId => Context.User.RequiredPersonId();

    public async Task<IResult> ShowAsync(Guid id, bool created, CancellationToken ct) =>
        await dossiers.FindOwnAsync(id, PersonId, ct) is { } dossier ? await ShowAsync(dossier, created, ct) : Results.NotFound();

    public async Task<IResult> ShowAsync(Dossier dossier, bool created, CancellationToken ct)
    {
        Context.Response.Headers.ETag = TagOf(dossier.Row);
        var document = await DescribeAsync(dossier, ct);
        return created ? Results.Created($"/api/filings/{dossier.Row.Id}", document) : Results.Ok(document);
    }

    public async Task<IResult> ChangeAsync(Guid id, JsonObject body, bool patch, string ifMatch, CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(id, PersonId, ct) is not { } dossier)
        {
            return Results.NotFound();
        }

        if (ifMatch is not ("" or "*") && ifMatch != TagOf(dossier.Row))
        {
            return Changed();
        }

        var uploads = await db.Uploads.Where(upload => upload.FilingId == id).Select(upload => upload.Sha256).ToHashSetAsync(ct);
        var (content, problems) = new JsonAnswers(dossier.Form, dossier.Wording(text), uploads).Read(patch ? Merged(dossier.Content, body) : body);
        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        // A patch was merged into what this version held, so it goes on that version or not at all.
        return await save.WholeAsync(id, PersonId, content, patch || ifMatch.Length > 0 ? dossier.Row.Version : null, ct) switch
        {
            SaveOutcome.Saved => await ShowFreshAsync(id, ct),
            SaveOutcome.Conflict => Changed(),
            SaveOutcome.Frozen => Results.Problem(statusCode: 409, title: text["filings.problem.frozen"]),
            _ => Results.NotFound(),
        };
    }

    public static SignatureDocument Describe(Signature signature) => new(
        signature.Id, signature.Path, signature.Name, signature.Email, signature.State, signature.ContentHash, signature.AskedAt, signature.AnsweredAt, signature.DeclineReason);

    private Task<IResult> ShowFreshAsync(Guid id, CancellationToken ct) => ShowAsync(id, created: false, ct);

    private IResult Changed() => Results.Problem(statusCode: StatusCodes.Status412PreconditionFailed, title: text["filings.problem.changed"]);

    private static string TagOf(StoredFiling row) => string.Create(CultureInfo.InvariantCulture, $"\"{row.Version}\"");

    private async Task<FilingDocument> DescribeAsync(Dossier dossier, CancellationToken ct)
    {
        var row = dossier.Row;
        var begun = row.Reference is not null;
        var payment = row.PaymentId is { } paymentId ? await payments.FindAsync(paymentId, ct) : null;
        // A frozen content that nobody must sign has no signatures to look for.
        var signed = begun && (row.IsEditable || dossier.Service.Signatories(dossier.Content).Count > 0);
        var signatures = signed ? await db.Signatures.Where(signature => signature.FilingId == row.Id && signature.State != SignatureState.Void).OrderBy(signature => signature.Id).ToListAsync(ct) : [];
        var timeline = dossier.Steps ?? (begun ? await db.Timeline.Where(step => step.FilingId == row.Id).OrderBy(step => step.Id).ToListAsync(ct) : []);
        return new FilingDocument(
            row.Id, row.Reference, row.Service, row.FormVersion, row.State, row.Version, dossier.Content, row.ContentHash,
            row.CreatedAt, row.ChangedAt, row.SubmittedAt, FilingSteps.EndsAt(row, dossier.Form, options),
            row.State is FilingState.Returned or FilingState.Refused && dossier.Reasons is { } reasons ? [.. reasons.Chosen.Select(reason => reason.ToString()), .. reasons.Note.Length > 0 ? [reasons.Note] : (string[])[]] : [],
            payment is null ? null : new PaymentDocument(payment.Id, payment.Reference, payment.State, payment.TotalCents, payment.RefundedCents, payment.ReceiptNumber, Absolute(payment.PayPath)),
            signatures.ConvertAll(Describe),
            [.. timeline.Select(step => new TimelineDocument(step.At, step.Step, TimelineWords.Of(step, text)))],
            row.State != FilingState.Completed ? null : new OutcomeDocument(
                JsonNode.Parse(row.Result!)!.AsObject(),
                [.. dossier.Service.Outcome(dossier.ToFiling()).Select(link => new OutcomeLinkDocument(link.Text.ToString(), Root + ShowModel.AddressOf(link)))]),
            Absolute($"/filings/{row.Id}"));
    }

    private string Root => $"{Context.Request.Scheme}://{Context.Request.Host}";

    private string Absolute(string path) => Root + SitePages.Address(path);

    /// <summary>RFC 7396: null removes, objects merge, anything else replaces.</summary>
    private static JsonObject Merged(JsonObject target, JsonObject patch)
    {
        var merged = target.DeepClone().AsObject();
        foreach (var (key, value) in patch)
        {
            if (value is null)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = value is JsonObject members ? Merged(merged[key] as JsonObject ?? [], members) : value.DeepClone();
            }
        }

        return merged;
    }
}
