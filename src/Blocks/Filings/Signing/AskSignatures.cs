using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Life;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Signing;

/// <summary>Asks everybody who must sign the frozen content. Who signed exactly this content before (it came back unchanged) is not asked again.</summary>
internal sealed class AskSignatures(FilingsDb db, INotifications notifications, IPeople people, Text text, FilingOptions options, TimeProvider time)
{
    private const int TokenBytes = 24;

    /// <returns>How many signatures are waited for.</returns>
    public async Task<int> RunAsync(Dossier dossier, Write write, CancellationToken ct)
    {
        var signatories = Signatories.Merged(dossier.Service.Signatories(dossier.Content));
        if (signatories.Count == 0 && dossier.Row.SubmittedAt is null)
        {
            return 0;
        }

        var hash = dossier.Row.ContentHash!;
        var before = await db.Signatures.Where(signature => signature.FilingId == dossier.Row.Id && signature.State == SignatureState.Signed).ToListAsync(ct);
        foreach (var other in before.Where(signature => signature.ContentHash != hash))
        {
            other.State = SignatureState.Void;
        }

        var signed = before.Where(signature => signature.State == SignatureState.Signed).Select(signature => signature.EmailKey).ToHashSet();
        var waiting = signatories.Where(signatory => !signed.Contains(Signature.KeyOf(signatory.Email))).ToList();
        foreach (var signatory in waiting)
        {
            var signature = new Signature
            {
                Id = Ids.New(),
                FilingId = dossier.Row.Id,
                Path = signatory.Path,
                Name = signatory.Name,
                Email = signatory.Email.Trim(),
                EmailKey = Signature.KeyOf(signatory.Email),
                Capacities = JsonSerializer.Serialize(signatory.Capacities, JsonSerializerOptions.Web),
                ContentHash = hash,
                AskedAt = time.GetUtcNow(),
                State = SignatureState.Waiting,
            };
            db.Signatures.Add(signature);
            if (signature.EmailKey != Signature.KeyOf(dossier.Filer?.Email ?? ""))
            {
                await InviteAsync(signature, dossier, ct);
            }
        }

        return waiting.Count;
    }

    /// <summary>Sends the invitation, with a fresh link: an earlier one no longer opens.</summary>
    public async Task InviteAsync(Signature signature, Dossier dossier, CancellationToken ct)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));
        signature.TokenHash = HashOf(token);
        signature.TokenExpiresAt = time.GetUtcNow().AddDays(options.SigningDays);
        signature.Invitations++;
        var person = await people.FindByEmailAsync(signature.Email, ct);
        var filer = dossier.Filer ?? await people.FindAsync(dossier.Row.FilerId, ct);
        await notifications.SendAsync(new Message(
            person?.Recipient ?? new Recipient(null, signature.Email, filer?.Language ?? Lang.Current),
            "filings.message.Invite", [dossier.Wording(text).Title, dossier.Row.Reference, filer?.Name, signature.Name, new LocalizedText(
                Text.Moment(signature.TokenExpiresAt, Lang.English), Text.Moment(signature.TokenExpiresAt, Lang.Traditional), Text.Moment(signature.TokenExpiresAt, Lang.Simplified))],
            $"/sign/{token}", $"signature/{signature.Id}/{signature.Invitations}"), ct);
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
