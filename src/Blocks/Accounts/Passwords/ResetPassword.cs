using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignIn;
using OneStop.Accounts.SignUp;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passwords;

/// <summary>A forgotten password: a link by mail, a new password, every session ended. Nobody but the address learns whether it has an account.</summary>
internal sealed class ResetPassword(AccountsDb db, Writes writes, PasswordHashes passwords, FieldCipher cipher, TimeProvider time)
{
    public Task AskAsync(EmailAddress email, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (inside, now, hash) = (write.Get<AccountsDb>(), time.GetUtcNow(), email.Hash(cipher));
        var account = await inside.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.EmailHash == hash, ct);
        if (account is null || await inside.AskedTooOftenAsync(hash, ProofPurpose.NewPassword, now, ct))
        {
            return;
        }

        var asked = EmailProof.Ask(cipher, ProofPurpose.NewPassword, email, account.Id, "", now);
        inside.Proofs.Add(asked.Proof);
        await write.AuditAsync(account.Id, "account.password-reset-asked", ct);
        await write.Get<INotifications>().SendAsync(
            new Message(account.Open(cipher).Recipient, "accounts.mail.reset", [], asked.Link("/reset-password"), $"proof/{asked.Proof.Id}", Lane.Code), ct);
    }, ct);

    public async Task<bool> IsOpenAsync(Guid proofId, string? token, CancellationToken ct) => await FindAsync(db, proofId, token, ct) is not null;

    /// <summary>What is wrong with the new password; null where the link leads nowhere any more.</summary>
    public async Task<IReadOnlyList<RuleProblem>?> SetAsync(Guid proofId, string? token, string? password, CancellationToken ct)
    {
        if (await FindAsync(db, proofId, token, ct) is not { AccountId: { } accountId }
            || await db.Accounts.SingleOrDefaultAsync(account => account.Id == accountId, ct) is not { } known)
        {
            return null;
        }

        var problems = PasswordRules.Check(password, EmailAddress.Parse(known.Open(cipher).Email));
        if (problems.Count > 0)
        {
            return problems;
        }

        var hash = passwords.Hash(password!);
        var set = await writes.RunAsync(async write =>
        {
            var (inside, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
            if (await FindAsync(inside, proofId, token, ct) is not { } proof)
            {
                return false;
            }

            inside.Proofs.RemoveRange(await inside.Proofs.Where(other => other.EmailHash == proof.EmailHash && other.Purpose == ProofPurpose.NewPassword).ToListAsync(ct));
            var account = await inside.Accounts.SingleAsync(account => account.Id == accountId, ct);
            await write.ChangePasswordAsync(account, hash, null, "account.password-reset", now, cipher, ct);
            (await FailedSignIns.HoldAsync(write, account.EmailHash, ct)).Clear();
            return true;
        }, ct);
        return set ? [] : null;
    }

    private async Task<EmailProof?> FindAsync(AccountsDb from, Guid proofId, string? token, CancellationToken ct) =>
        await from.Proofs.SingleOrDefaultAsync(proof => proof.Id == proofId && proof.Purpose == ProofPurpose.NewPassword, ct) is { } found
        && found.TakesToken(cipher, token ?? "", time.GetUtcNow()) ? found : null;
}

internal static class PasswordWrites
{
    /// <summary>Sets the password, ends every other session and tells the owner.</summary>
    public static async Task ChangePasswordAsync(
        this Write write, Account account, string hash, Guid? keepSession, string action, DateTimeOffset now, FieldCipher cipher, CancellationToken ct)
    {
        account.PasswordHash = hash;
        await write.EndSessionsAsync(account.Id, keepSession, now, ct);
        await write.AuditAsync(account.Id, action, ct);
        await write.Get<INotifications>().SendAsync(
            new Message(account.Open(cipher).Recipient, "accounts.mail.password-changed", [now], "/forgotten-password", $"password/{account.Id}/{now:O}"), ct);
    }
}
