using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.SignIn;

/// <summary>The one answer to a sign-in.</summary>
internal abstract record SignInAnswer
{
    /// <summary>The address or the password: which, nobody is told.</summary>
    internal sealed record Wrong : SignInAnswer;

    internal sealed record Locked(DateTimeOffset Until) : SignInAnswer;

    /// <param name="PasswordMark">Of the password that was right: one changed meanwhile ends the half-made sign-in.</param>
    internal sealed record NeedsCode(Guid AccountId, string PasswordMark) : SignInAnswer;

    internal sealed record In(Session Session) : SignInAnswer;
}

/// <summary>The first step of a sign-in; the last one where the account has no authenticator.</summary>
internal sealed class CheckPassword(AccountsDb db, Writes writes, PasswordHashes passwords, FieldCipher cipher, TimeProvider time)
{
    public async Task<SignInAnswer> RunAsync(string? email, string? password, Visit visit, CancellationToken ct)
    {
        if (EmailAddress.Parse(email)?.Hash(cipher) is not { } hash || string.IsNullOrEmpty(password))
        {
            return new SignInAnswer.Wrong();
        }

        var known = await db.Accounts.SingleOrDefaultAsync(account => account.EmailHash == hash, ct);
        var right = passwords.Verify(known?.PasswordHash, password);
        return await writes.RunAsync<SignInAnswer>(async write =>
        {
            var now = time.GetUtcNow();
            var failed = await FailedSignIns.HoldAsync(write, hash, ct);
            if (failed.IsLocked(now))
            {
                return new SignInAnswer.Locked(failed.LockedUntil!.Value);
            }

            var account = right ? await write.Get<AccountsDb>().Accounts.SingleOrDefaultAsync(account => account.Id == known!.Id && account.PasswordHash == known.PasswordHash, ct) : null;
            if (account is null)
            {
                return await write.RefuseAsync(failed, known?.Id, now, ct);
            }

            return account.AuthenticatorKey is not null
                ? new SignInAnswer.NeedsCode(account.Id, account.PasswordMark(cipher))
                : new SignInAnswer.In(await write.StartSessionAsync(account, visit, Proof.Password, now, ct));
        }, ct);
    }
}

internal static class Refusals
{
    /// <summary>Counts the failure and tells the audit trail, where it concerns somebody.</summary>
    public static async Task<SignInAnswer> RefuseAsync(this Write write, FailedSignIns failed, Guid? accountId, DateTimeOffset now, CancellationToken ct)
    {
        failed.Add(now);
        if (accountId is { } id)
        {
            await write.AuditAsync(id, failed.IsLocked(now) ? "account.locked" : "account.sign-in-failed", ct);
        }

        return failed.IsLocked(now) ? new SignInAnswer.Locked(failed.LockedUntil!.Value) : new SignInAnswer.Wrong();
    }
}
