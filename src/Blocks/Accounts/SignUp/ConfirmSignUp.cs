using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.SignUp;

/// <summary>Makes the account once the address is proved, by the code or by the link, and signs its owner in where there is a visit.</summary>
internal sealed class ConfirmSignUp(AccountsDb db, Writes writes, PasswordHashes passwords, FieldCipher cipher, TimeProvider time)
{
    /// <summary>Null where the code is not, or no longer, one of this address.</summary>
    public async Task<Confirmed?> ByCodeAsync(string? email, string? code, Visit? visit, CancellationToken ct)
    {
        if (EmailAddress.Parse(email)?.Hash(cipher) is not { } hash || string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        return await OnceAsync(async write =>
        {
            var (inside, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
            await write.LockAsync("accounts.proof:" + hash, ct);
            var proofs = await inside.Proofs.Where(proof => proof.EmailHash == hash && proof.Purpose == ProofPurpose.SignUp && proof.ExpiresAt > now).ToListAsync(ct);
            var proven = proofs.Where(proof => proof.TakesCode(cipher, code, now)).ToList();
            return proven is [var proof, ..] ? await OpenAccountAsync(write, proof, visit, now, ct) : null;
        }, ct);
    }

    /// <summary>
    /// A link opened in another browser than the one that asked brings the password along: otherwise somebody else could choose the
    /// password and have the address's owner confirm it.
    /// </summary>
    public async Task<Confirmed?> ByLinkAsync(Guid proofId, string? token, string? password, bool sameBrowser, Visit visit, CancellationToken ct)
    {
        if (await db.Proofs.SingleOrDefaultAsync(proof => proof.Id == proofId && proof.Purpose == ProofPurpose.SignUp, ct) is not { } found
            || !found.TakesToken(cipher, token ?? "", time.GetUtcNow())
            || (!sameBrowser && !passwords.Verify(Pending(found).PasswordHash, password ?? "")))
        {
            return null;
        }

        return await OnceAsync(async write =>
        {
            var proof = await write.Get<AccountsDb>().Proofs.SingleOrDefaultAsync(proof => proof.Id == proofId, ct);
            return proof is null ? null : await OpenAccountAsync(write, proof, visit, time.GetUtcNow(), ct);
        }, ct);
    }

    /// <summary>Whether the link still leads somewhere.</summary>
    public async Task<bool> IsOpenAsync(Guid proofId, string? token, CancellationToken ct) =>
        await db.Proofs.SingleOrDefaultAsync(proof => proof.Id == proofId && proof.Purpose == ProofPurpose.SignUp, ct) is { } found
        && found.TakesToken(cipher, token ?? "", time.GetUtcNow());

    private async Task<Confirmed?> OpenAccountAsync(Write write, EmailProof proof, Visit? visit, DateTimeOffset now, CancellationToken ct)
    {
        var inside = write.Get<AccountsDb>();
        if (await inside.Accounts.AnyAsync(account => account.EmailHash == proof.EmailHash, ct))
        {
            return null;
        }

        inside.Proofs.RemoveRange(await inside.Proofs.Where(other => other.EmailHash == proof.EmailHash && other.Purpose == ProofPurpose.SignUp).ToListAsync(ct));
        var pending = Pending(proof);
        var account = Account.Of(cipher, pending.Name, EmailAddress.Parse(pending.Email)!, Lang.FindOrEnglish(pending.Language), pending.PasswordHash, now);
        inside.Accounts.Add(account);
        await write.AuditAsync(account.Id, "account.opened", ct);
        await write.Get<INotifications>().SendAsync(new Message(account.Open(cipher).Recipient, "accounts.mail.welcome", [pending.Name], "/account", $"welcome/{account.Id}"), ct);
        return new Confirmed(account.Id, visit is null ? null : await write.StartSessionAsync(account, visit, Proof.NewAccount, now, ct));
    }

    private PendingAccount Pending(EmailProof proof) => JsonSerializer.Deserialize<PendingAccount>(cipher.Decrypt(proof.Content))!;

    /// <summary>Two confirmations at the same instant: one makes the account, the other finds it made.</summary>
    private async Task<Confirmed?> OnceAsync(Func<Write, Task<Confirmed?>> work, CancellationToken ct)
    {
        try
        {
            return await writes.RunAsync(work, ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return null;
        }
    }
}

internal sealed record Confirmed(Guid AccountId, Session? Session);
