using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.Passkeys;

/// <summary>Signs in by a passkey alone: the device has it, and made sure of its owner, so it counts as two factors.</summary>
internal sealed class PasskeySignIn(IPasskeyHandler<Account> handler, SealedCookies cookies, Writes writes, FieldCipher cipher, TimeProvider time)
{
    /// <summary>What the browser's <c>navigator.credentials.get</c> wants to know; any account's passkey will do.</summary>
    public async Task<string> OptionsAsync(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        cookies.Set(http, PasskeyCeremony.Cookie, new PasskeyCeremony(options.AssertionState), PasskeyCeremony.Lasts);
        return options.RequestOptionsJson;
    }

    public async Task<Session?> RunAsync(HttpContext http, string? credential, Visit visit, CancellationToken ct)
    {
        var ceremony = cookies.Get<PasskeyCeremony>(http, PasskeyCeremony.Cookie);
        SealedCookies.Delete(http, PasskeyCeremony.Cookie);
        if (ceremony?.State is not { } state || string.IsNullOrEmpty(credential))
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!result.Succeeded || !result.Passkey.IsUserVerified)
        {
            return null;
        }

        var id = Passkey.IdOf(result.Passkey.CredentialId);
        return await writes.RunAsync(async write =>
        {
            var (db, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
            var passkey = await db.Passkeys.SingleOrDefaultAsync(passkey => passkey.CredentialId == id && passkey.AccountId == result.User.Id, ct);
            var account = await db.Accounts.SingleOrDefaultAsync(account => account.Id == result.User.Id, ct);
            if (passkey is null || account is null)
            {
                return null;
            }

            passkey.Used(cipher, result.Passkey, now);
            return await write.StartSessionAsync(account, visit, Proof.Passkey, now, ct);
        }, ct);
    }
}

/// <summary>The challenge a browser was given, until it answers.</summary>
internal sealed record PasskeyCeremony(string? State)
{
    public const string Cookie = "passkey";
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
}
