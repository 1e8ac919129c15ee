using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.Passkeys;

/// <summary>
/// What ASP.NET Core Identity's passkey handler asks of a store, and no more: it reads. Accounts and passkeys are changed by this
/// module's own use cases, inside their writes.
/// </summary>
internal sealed class PasskeyStore(AccountsDb db, FieldCipher cipher) : IUserPasskeyStore<Account>
{
    private const string ReadOnly = "Accounts are changed by the use cases of this module, not through Identity.";

    public Task<string> GetUserIdAsync(Account user, CancellationToken ct) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken ct) => Task.FromResult<string?>(cipher.Decrypt(user.Email));

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken ct) => Task.FromResult<string?>(user.EmailHash);

    public Task<Account?> FindByIdAsync(string userId, CancellationToken ct) =>
        Guid.TryParse(userId, out var id) ? db.Accounts.SingleOrDefaultAsync(account => account.Id == id, ct) : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken ct) =>
        db.Accounts.SingleOrDefaultAsync(account => account.EmailHash == normalizedUserName, ct);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken ct) =>
        (await db.Passkeys.Where(passkey => passkey.AccountId == user.Id).ToListAsync(ct)).ConvertAll(passkey => passkey.Open(cipher));

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken ct)
    {
        var id = Passkey.IdOf(credentialId);
        return await db.Accounts.SingleOrDefaultAsync(account => db.Passkeys.Any(passkey => passkey.CredentialId == id && passkey.AccountId == account.Id), ct);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken ct)
    {
        var id = Passkey.IdOf(credentialId);
        return (await db.Passkeys.SingleOrDefaultAsync(passkey => passkey.CredentialId == id && passkey.AccountId == user.Id, ct))?.Open(cipher);
    }

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken ct) => throw new NotSupportedException(ReadOnly);

    public void Dispose()
    {
    }
}
