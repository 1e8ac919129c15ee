using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.SecondFactors;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignUp;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.SignIn;

/// <summary>The second step of a sign-in: a one-time code from the authenticator app, or a recovery code, each taken once.</summary>
internal sealed class CheckCode(Writes writes, FieldCipher cipher, TimeProvider time)
{
    public Task<SignInAnswer> RunAsync(SignInAnswer.NeedsCode first, string? typed, Visit visit, CancellationToken ct) => writes.RunAsync<SignInAnswer>(async write =>
    {
        var (db, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
        var account = await db.Accounts.SingleOrDefaultAsync(account => account.Id == first.AccountId, ct);
        if (account is null || account.PasswordMark(cipher) != first.PasswordMark)
        {
            return new SignInAnswer.Wrong();
        }

        var failed = await FailedSignIns.HoldAsync(write, account.EmailHash, ct);
        if (failed.IsLocked(now))
        {
            return new SignInAnswer.Locked(failed.LockedUntil!.Value);
        }

        return await ProofOfAsync(write, account, typed ?? "", now, ct) is { } proof
            ? new SignInAnswer.In(await write.StartSessionAsync(account, visit, proof, now, ct))
            : await write.RefuseAsync(failed, account.Id, now, ct);
    }, ct);

    private async Task<Proof?> ProofOfAsync(Write write, Account account, string typed, DateTimeOffset now, CancellationToken ct)
    {
        if (account.AuthenticatorKey is { } key
            && OneTimeCode.Match(Convert.FromBase64String(cipher.Decrypt(key)), EmailProof.Digits(typed), account.LastCodeStep, now) is { } step)
        {
            account.LastCodeStep = step;
            return Proof.PasswordAndCode;
        }

        var hash = RecoveryCode.HashOfTyped(cipher, account.Id, typed);
        if (hash is null || await write.Get<AccountsDb>().RecoveryCodes.Where(code => code.AccountId == account.Id && code.Hash == hash).ExecuteDeleteAsync(ct) == 0)
        {
            return null;
        }

        await write.AuditAsync(account.Id, "account.recovery-code-used", ct);
        await write.Get<INotifications>().SendAsync(new Message(account.Open(cipher).Recipient, "accounts.mail.recovery-code-used", [now], "/account/recovery-codes", $"recovery/{hash}"), ct);
        return Proof.PasswordAndRecoveryCode;
    }
}
