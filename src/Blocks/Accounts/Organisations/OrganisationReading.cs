using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.Organisations;

/// <summary>What the pages show of an organisation, for its members alone.</summary>
internal sealed class OrganisationReading(AccountsDb db, IOrganisations organisations, IPeople people, FieldCipher cipher, TimeProvider time)
{
    internal async Task<IReadOnlyList<(Organisation Organisation, Member Member)>> MineAsync(Guid person, CancellationToken ct)
    {
        var members = await db.Members.AsNoTracking().Where(member => member.AccountId == person).ToListAsync(ct);
        var found = await organisations.FindAsync([.. members.Select(member => member.OrganisationId)], ct);
        return [.. members.Select(member => (found[member.OrganisationId], member)).OrderBy(mine => mine.Item1.Number, StringComparer.Ordinal)];
    }

    /// <summary>Null for who is no member of it, as where there is none.</summary>
    internal async Task<OrganisationView?> FindAsync(Guid id, Guid person, CancellationToken ct)
    {
        var members = await db.Members.AsNoTracking().Where(member => member.OrganisationId == id).OrderBy(member => member.Since).ToListAsync(ct);
        if (members.Find(member => member.AccountId == person) is not { } mine || await organisations.FindAsync(id, ct) is not { } organisation)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var administers = RightSet.Administers(mine.Rights);
        var delegations = await db.Delegations.AsNoTracking().Where(delegation => (delegation.Grantor == id || delegation.Grantee == id) && delegation.EndedAt == null).OrderBy(delegation => delegation.Id).ToListAsync(ct);
        return new OrganisationView(
            organisation, administers, members, await people.FindAsync([.. members.Select(member => member.AccountId)], ct),
            administers ? [.. (await db.Invitations.AsNoTracking().Where(invitation => invitation.OrganisationId == id && invitation.ExpiresAt > now).OrderBy(invitation => invitation.Id).ToListAsync(ct)).Select(invitation => (invitation, cipher.Decrypt(invitation.Email)))] : [],
            delegations, await organisations.FindAsync([.. delegations.SelectMany(delegation => new[] { delegation.Grantor, delegation.Grantee }).Distinct()], ct),
            administers ? await db.ApiKeys.AsNoTracking().Where(key => key.OrganisationId == id && key.RevokedAt == null && key.ExpiresAt > now).OrderBy(key => key.Id).ToListAsync(ct) : []);
    }
}

internal sealed record OrganisationView(
    Organisation Organisation, bool Administers, IReadOnlyList<Member> Members, IReadOnlyDictionary<Guid, Person> People,
    IReadOnlyList<(Invitation Invitation, string Email)> Invitations, IReadOnlyList<Delegation> Delegations, IReadOnlyDictionary<Guid, Organisation> Others,
    IReadOnlyList<ApiKey> Keys);
