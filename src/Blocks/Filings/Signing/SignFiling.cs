using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Life;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Signing;

/// <summary>A signature asked of somebody, with the frozen filing it is for.</summary>
internal sealed record SignatureRequest(Signature Signature, Dossier Dossier)
{
    public IReadOnlyList<LocalizedText> Capacities => JsonSerializer.Deserialize<List<LocalizedText>>(Signature.Capacities, JsonSerializerOptions.Web)!;

    public bool IsOpen => Signature.State == SignatureState.Waiting && Dossier.Row.State == FilingState.AwaitingSignatures && Signature.ContentHash == Dossier.Row.ContentHash;
}

internal sealed class SignatureRequests(FilingsDb db, Dossiers dossiers, TimeProvider time)
{
    /// <param name="key">An invitation's token, or a signature's id.</param>
    public async Task<SignatureRequest?> FindAsync(string key, CancellationToken ct)
    {
        var signature = Guid.TryParse(key, out var id)
            ? await db.Signatures.SingleOrDefaultAsync(signature => signature.Id == id, ct)
            : await FindByTokenAsync(AskSignatures.HashOf(key), ct);
        return signature is not null && await dossiers.FindAsync(signature.FilingId, ct) is { } dossier ? new SignatureRequest(signature, dossier) : null;
    }

    private Task<Signature?> FindByTokenAsync(string hash, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return db.Signatures.SingleOrDefaultAsync(signature => signature.TokenHash == hash && signature.TokenExpiresAt > now, ct);
    }
}

/// <param name="Email">The account's confirmed address.</param>
/// <param name="Method">How the account was signed in to.</param>
/// <param name="Language">In which the statement was shown.</param>
internal sealed record Signer(Guid PersonId, string Email, string Method, Lang Language)
{
    public bool Is(Signature signature) => Signature.KeyOf(Email) == signature.EmailKey;
}

internal enum SignOutcome
{
    Done,
    NotFound,

    /// <summary>Withdrawn, changed, expired, or answered already.</summary>
    Closed,
}

/// <summary>Somebody signs, or declines to. The last signature sends the filing on.</summary>
internal sealed class SignFiling(Writes writes, Text text, TimeProvider time)
{
    public Task<SignOutcome> SignAsync(Guid signatureId, Signer signer, CancellationToken ct) => AnswerAsync(signatureId, signer, async (request, write) =>
    {
        var (signature, dossier) = request;
        signature.State = SignatureState.Signed;
        signature.Statement = dossier.Wording(text).Declaration.In(signer.Language);
        signature.Language = signer.Language.Code;
        await RecordAsync(write, "filing.signed", request, ct);
        write.Get<FilingSteps>().Note(dossier.Row.Id, "Signed", signature.AnsweredAt!.Value, new LocalizedText(signature.Name, signature.Name, signature.Name));
        var waiting = await write.Get<FilingsDb>().Signatures.CountAsync(
            other => other.FilingId == dossier.Row.Id && other.State == SignatureState.Waiting && other.Id != signature.Id, ct);
        if (waiting == 0)
        {
            await write.Get<GoOn>().RunAsync(dossier, 0, write, ct);
        }
    }, ct);

    public Task<SignOutcome> DeclineAsync(Guid signatureId, Signer signer, string reason, CancellationToken ct) => AnswerAsync(signatureId, signer, async (request, write) =>
    {
        var (signature, dossier) = request;
        signature.State = SignatureState.Declined;
        signature.DeclineReason = reason;
        signature.TokenHash = null;
        await RecordAsync(write, "filing.declined", request, ct);
        await write.Get<FilingSteps>().TakeAsync(dossier, FilingStep.Decline, write,
            new LocalizedText($"{signature.Name}: {reason}", $"{signature.Name}：{reason}", $"{signature.Name}：{reason}"), ct);
    }, ct);

    private Task<SignOutcome> AnswerAsync(Guid signatureId, Signer signer, Func<SignatureRequest, Write, Task> answer, CancellationToken ct) => writes.RunAsync(async write =>
    {
        if (await write.Get<SignatureRequests>().FindAsync(signatureId.ToString(), ct) is not { } request || !signer.Is(request.Signature))
        {
            return SignOutcome.NotFound;
        }

        var signature = request.Signature;
        if (!request.IsOpen)
        {
            return signature.State == SignatureState.Signed && signature.PersonId == signer.PersonId ? SignOutcome.Done : SignOutcome.Closed;
        }

        signature.AnsweredAt = time.GetUtcNow();
        signature.PersonId = signer.PersonId;
        signature.AuthenticationMethod = signer.Method;
        // Two last signatures at one instant meet at the filing's version: one of them runs again and sees the other.
        request.Dossier.Row.ChangedAt = signature.AnsweredAt.Value;
        await answer(request, write);
        return SignOutcome.Done;
    }, ct);

    private static Task RecordAsync(Write write, string action, SignatureRequest request, CancellationToken ct) => write.Get<IAudit>().RecordAsync(new AuditLine(
        action, $"filing/{request.Dossier.Row.Id}", request.Dossier.Row.FilerId,
        Facts: new Dictionary<string, string> { ["signature"] = request.Signature.Id.ToString(), ["content"] = request.Signature.ContentHash }), ct);
}

/// <summary>The filer sends an invitation once more.</summary>
internal sealed class RemindSignatory(Writes writes)
{
    private const int MostInvitations = 10;

    public Task<bool> RunAsync(Guid filingId, Guid filerId, Guid signatureId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        if (await write.Get<SignatureRequests>().FindAsync(signatureId.ToString(), ct) is not { IsOpen: true } request
            || request.Dossier.Row.Id != filingId || request.Dossier.Row.FilerId != filerId || request.Signature.Invitations >= MostInvitations)
        {
            return false;
        }

        await write.Get<AskSignatures>().InviteAsync(request.Signature, request.Dossier, ct);
        return true;
    }, ct);
}
