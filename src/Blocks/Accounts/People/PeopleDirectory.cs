using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.People;

internal sealed class PeopleDirectory(AccountsDb db, FieldCipher cipher) : IPeople
{
    private Account? known;

    /// <summary>Whoever asks was read to know them; within this request nobody reads them again.</summary>
    internal void Know(Account account) => known = account;

    public async Task<Person?> FindAsync(Guid id, CancellationToken ct = default) =>
        (known is { } asking && asking.Id == id ? asking : await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, ct))?.Open(cipher);

    public async Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default)
    {
        if (EmailAddress.Parse(email)?.Hash(cipher) is not { } hash)
        {
            return null;
        }

        return (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.EmailHash == hash, ct))?.Open(cipher);
    }

    public async Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        (await db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).ToListAsync(ct))
            .ToDictionary(account => account.Id, account => account.Open(cipher));
}
