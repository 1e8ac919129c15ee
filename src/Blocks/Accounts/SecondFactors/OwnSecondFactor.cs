using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignUp;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.SecondFactors;

/// <summary>Sets up, removes and renews what a person proves themselves with beside the password.</summary>
internal sealed class OwnSecondFactor(AccountsDb db, Writes writes, FieldCipher cipher, TimeProvider time)
{
    public Task<bool> IsSetUpAsync(Guid accountId, CancellationToken ct) => db.Accounts.AnyAsync(account => account.Id == accountId && account.AuthenticatorKey != null, ct);

    public Task<int> CodesLeftAsync(Guid accountId, CancellationToken ct) => db.RecoveryCodes.CountAsync(code => code.AccountId == accountId, ct);

    public async Task<string> OwnerAsync(Guid accountId, CancellationToken ct) =>
        (await db.Accounts.SingleAsync(account => account.Id == accountId, ct)).Open(cipher).Email;

    /// <summary>The recovery codes, to be shown once; null where the code does not fit the secret. The session counts as proved by two factors from now on.</summary>
    public async Task<IReadOnlyList<string>?> SetUpAsync(Guid accountId, Guid? sessionId, byte[] secret, string? typed, CancellationToken ct)
    {
        if (OneTimeCode.Match(secret, EmailProof.Digits(typed ?? ""), 0, time.GetUtcNow()) is not { } step)
        {
            return null;
        }

        var codes = RecoveryCode.NewSet();
        await writes.RunAsync(async write =>
        {
            var inside = write.Get<AccountsDb>();
            var account = await inside.Accounts.SingleAsync(account => account.Id == accountId, ct);
            (account.AuthenticatorKey, account.LastCodeStep) = (cipher.Encrypt(Convert.ToBase64String(secret)), step);
            await ReplaceCodesAsync(inside, accountId, codes, ct);
            if (await inside.Sessions.SingleOrDefaultAsync(session => session.Id == sessionId, ct) is { } session)
            {
                session.SecondFactor = true;
            }

            await write.AuditAsync(accountId, "account.authenticator-added", ct);
            await TellAsync(write, account, "accounts.mail.authenticator-added", ct);
        }, ct);
        return codes;
    }

    public Task RemoveAsync(Guid accountId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var inside = write.Get<AccountsDb>();
        var account = await inside.Accounts.SingleAsync(account => account.Id == accountId, ct);
        if (account.AuthenticatorKey is null)
        {
            return;
        }

        account.AuthenticatorKey = null;
        await inside.RecoveryCodes.Where(code => code.AccountId == accountId).ExecuteDeleteAsync(ct);
        await inside.Sessions.Where(session => session.AccountId == accountId).ExecuteUpdateAsync(set => set.SetProperty(session => session.SecondFactor, false), ct);
        await write.AuditAsync(accountId, "account.authenticator-removed", ct);
        await TellAsync(write, account, "accounts.mail.authenticator-removed", ct);
    }, ct);

    public async Task<IReadOnlyList<string>> RenewCodesAsync(Guid accountId, CancellationToken ct)
    {
        var codes = RecoveryCode.NewSet();
        await writes.RunAsync(async write =>
        {
            await ReplaceCodesAsync(write.Get<AccountsDb>(), accountId, codes, ct);
            await write.AuditAsync(accountId, "account.recovery-codes-renewed", ct);
        }, ct);
        return codes;
    }

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(OneTimeCode.SecretBytes);

    private async Task ReplaceCodesAsync(AccountsDb inside, Guid accountId, IReadOnlyList<string> codes, CancellationToken ct)
    {
        await inside.RecoveryCodes.Where(code => code.AccountId == accountId).ExecuteDeleteAsync(ct);
        inside.RecoveryCodes.AddRange(codes.Select(code => RecoveryCode.Of(cipher, accountId, code)));
    }

    private async Task TellAsync(Write write, Account account, string text, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await write.Get<INotifications>().SendAsync(new Message(account.Open(cipher).Recipient, text, [now], "/account", $"{text}/{now:O}"), ct);
    }
}
