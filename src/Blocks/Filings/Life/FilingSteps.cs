using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Audit.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Signing;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Life;

/// <summary>Takes a filing one step on, in the write under way: its state, one row of the timeline, one audit line, one message, the figures, the event.</summary>
internal sealed class FilingSteps(
    FilingsDb db, IAudit audit, INotifications notifications, IPeople people, IUsage usage, Text text, FilingOptions options, TimeProvider time)
{
    private static readonly Dictionary<FilingStep, Effects> Of = new()
    {
        [FilingStep.AskSignatures] = new("filing.signatures-asked"),
        [FilingStep.AskPayment] = new("filing.payment-asked"),
        [FilingStep.Submit] = new("filing.submitted"),
        [FilingStep.Review] = new("filing.sent-to-officer"),
        // What an approval brings about is told a moment later, when it exists.
        [FilingStep.Approve] = new("filing.approved", Tells: false),
        [FilingStep.Return] = new("filing.returned"),
        [FilingStep.Refuse] = new("filing.refused", Counts: UsageStep.Fail),
        [FilingStep.Complete] = new("filing.completed", Counts: UsageStep.Complete),
        [FilingStep.Decline] = new("filing.signing-declined"),
        [FilingStep.Reopen] = new("filing.reopened", Tells: false),
        [FilingStep.Withdraw] = new("filing.withdrawn"),
        [FilingStep.Expire] = new("filing.expired", Counts: UsageStep.Fail),
    };

    public async Task TakeAsync(Dossier dossier, FilingStep step, Write write, LocalizedText? detail = null, CancellationToken ct = default)
    {
        var row = dossier.Row;
        var now = time.GetStoredNow();
        if (Lifecycle.ReleasesWhatIsHeld(row.State, step))
        {
            await dossier.Service.ReleaseAsync(dossier.ToFiling(), write, ct);
            await CloseInvitationsAsync(row, dossier.Wording(text).Title, ct);
        }

        row.Take(step, now);
        row.DueAt = DueAt(dossier, now);
        Note(row.Id, step.ToString(), now, detail);
        var effects = Of[step];
        await audit.RecordAsync(new AuditLine(effects.Audit, $"filing/{row.Id}", row.FilerId, Facts: new Dictionary<string, string> { ["service"] = row.Service }), ct);
        if (effects.Tells && (dossier.Filer ?? await people.FindAsync(row.FilerId, ct)) is { } filer)
        {
            await notifications.SendAsync(new Message(
                filer.Recipient, $"filings.message.{step}", [dossier.Wording(text).Title, row.Reference, detail], $"/filings/{row.Id}", $"filing/{row.Id}/{row.Version}/{step}"), ct);
        }

        if (effects.Counts is { } counted)
        {
            write.AfterCommit(() => usage.Count(row.Service, counted, row.Channel));
        }

        Publish(row, step, write);
    }

    /// <summary>What this write adds to timelines.</summary>
    public List<TimelineRow> Noted { get; } = [];

    /// <summary>A row of the timeline for what is no step of its own: one of several signatures, a refund.</summary>
    public void Note(Guid filingId, string what, DateTimeOffset at, LocalizedText? detail = null)
    {
        var row = new TimelineRow
        {
            Id = Ids.New(),
            FilingId = filingId,
            At = at,
            Step = what,
            Detail = detail is null ? null : JsonSerializer.Serialize(detail, JsonSerializerOptions.Web),
        };
        db.Timeline.Add(row);
        Noted.Add(row);
    }

    /// <summary>When the filing's present state ends by itself; null where it does not.</summary>
    public static DateTimeOffset? EndsAt(StoredFiling row, FormDefinition form, FilingOptions options) => row.State switch
    {
        FilingState.Draft => row.ChangedAt.AddDays(form.DraftDays),
        FilingState.Returned => row.StateSince.AddDays(options.ReturnDays),
        FilingState.AwaitingSignatures => row.StateSince.AddDays(options.SigningDays),
        FilingState.AwaitingPayment => row.StateSince.AddDays(options.PaymentDays),
        _ => null,
    };

    private DateTimeOffset? DueAt(Dossier dossier, DateTimeOffset now) => dossier.Row.State switch
    {
        FilingState.Submitted or FilingState.Approved or FilingState.AwaitingPayment => now.AddSeconds(options.StuckSeconds),
        _ => EndsAt(dossier.Row, dossier.Form, options),
    };

    private async Task CloseInvitationsAsync(StoredFiling row, LocalizedText title, CancellationToken ct)
    {
        if (row.State != FilingState.AwaitingSignatures)
        {
            return;
        }

        var signatures = await db.Signatures.Where(signature => signature.FilingId == row.Id && signature.ContentHash == row.ContentHash).ToListAsync(ct);
        foreach (var signature in signatures.Where(signature => signature.State is SignatureState.Waiting or SignatureState.Signed))
        {
            signature.TokenHash = null;
            signature.State = signature.State == SignatureState.Waiting ? SignatureState.Void : signature.State;
            if (signature.Invitations > 0)
            {
                var person = await people.FindByEmailAsync(signature.Email, ct);
                await notifications.SendAsync(new Message(
                    person?.Recipient ?? new Recipient(null, signature.Email, Lang.Traditional),
                    "filings.message.InviteClosed", [title, row.Reference], null, $"signature/{signature.Id}/closed"), ct);
            }
        }
    }

    private static void Publish(StoredFiling row, FilingStep step, Write write)
    {
        switch (step)
        {
            case FilingStep.Submit:
                write.Publish(new FilingSubmitted(row.Id, row.Service, row.Reference!));
                break;
            case FilingStep.Approve:
                write.Publish(new FilingApproved(row.Id, row.Service, row.Reference!));
                break;
            case FilingStep.Complete:
                write.Publish(new FilingCompleted(row.Id, row.Service, row.Reference!));
                break;
            case FilingStep.Refuse:
                write.Publish(new FilingRefused(row.Id, row.Service, row.Reference!));
                break;
        }
    }

    private sealed record Effects(string Audit, bool Tells = true, UsageStep? Counts = null);
}
