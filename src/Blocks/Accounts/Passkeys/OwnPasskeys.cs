using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.Passkeys;

/// <summary>Adds and removes a person's passkeys.</summary>
internal sealed class OwnPasskeys(AccountsDb db, IPasskeyHandler<Account> handler, SealedCookies cookies, Writes writes, FieldCipher cipher, TimeProvider time)
{
    public const int Most = 20;
    public const int LongestName = 60;

    public Task<List<Passkey>> ListAsync(Guid accountId, CancellationToken ct) =>
        db.Passkeys.Where(passkey => passkey.AccountId == accountId).OrderBy(passkey => passkey.AddedAt).ToListAsync(ct);

    /// <summary>What the browser's <c>navigator.credentials.create</c> wants to know.</summary>
    public async Task<string> OptionsAsync(HttpContext http, Guid accountId, CancellationToken ct)
    {
        var person = (await db.Accounts.SingleAsync(account => account.Id == accountId, ct)).Open(cipher);
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = accountId.ToString(), Name = person.Email, DisplayName = person.Name }, http);
        cookies.Set(http, PasskeyCeremony.Cookie, new PasskeyCeremony(options.AttestationState), PasskeyCeremony.Lasts);
        return options.CreationOptionsJson;
    }

    public async Task<bool> AddAsync(HttpContext http, Guid accountId, string name, string? credential, CancellationToken ct)
    {
        var ceremony = cookies.Get<PasskeyCeremony>(http, PasskeyCeremony.Cookie);
        SealedCookies.Delete(http, PasskeyCeremony.Cookie);
        if (ceremony?.State is not { } state || string.IsNullOrEmpty(credential))
        {
            return false;
        }

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != accountId.ToString())
        {
            return false;
        }

        try
        {
            return await writes.RunAsync(write => AddAsync(write, accountId, name, result.Passkey, ct), ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return false;
        }
    }

    public Task RemoveAsync(Guid accountId, string? credentialId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        if (await write.Get<AccountsDb>().Passkeys.Where(passkey => passkey.CredentialId == credentialId && passkey.AccountId == accountId).ExecuteDeleteAsync(ct) == 1)
        {
            await write.AuditAsync(accountId, "account.passkey-removed", ct);
            await TellAsync(write, accountId, "accounts.mail.passkey-removed", credentialId!, ct);
        }
    }, ct);

    private async Task<bool> AddAsync(Write write, Guid accountId, string name, UserPasskeyInfo info, CancellationToken ct)
    {
        var (inside, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
        if (await inside.Passkeys.CountAsync(passkey => passkey.AccountId == accountId, ct) >= Most)
        {
            return false;
        }

        inside.Passkeys.Add(Passkey.Of(cipher, accountId, name, info, now));
        await write.AuditAsync(accountId, "account.passkey-added", ct);
        await TellAsync(write, accountId, "accounts.mail.passkey-added", Passkey.IdOf(info.CredentialId), ct);
        return true;
    }

    private async Task TellAsync(Write write, Guid accountId, string text, string credentialId, CancellationToken ct)
    {
        var account = await write.Get<AccountsDb>().Accounts.SingleAsync(account => account.Id == accountId, ct);
        await write.Get<INotifications>().SendAsync(
            new Message(account.Open(cipher).Recipient, text, [time.GetUtcNow()], "/account/passkeys", $"{text}/{cipher.KeyedHash(credentialId)}"), ct);
    }
}
