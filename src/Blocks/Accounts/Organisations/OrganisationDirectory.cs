using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

internal sealed class OrganisationDirectory(AccountsDb db, TimeProvider time) : IOrganisations
{
    public async Task<Organisation?> FindAsync(Guid id, CancellationToken ct = default) =>
        (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(organisation => organisation.Id == id, ct))?.Open();

    public async Task<IReadOnlyDictionary<Guid, Organisation>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        ids.Count == 0
            ? new Dictionary<Guid, Organisation>()
            : (await db.Organisations.AsNoTracking().Where(organisation => ids.Contains(organisation.Id)).ToListAsync(ct)).ToDictionary(organisation => organisation.Id, organisation => organisation.Open());

    public async Task<Organisation?> FindByNumberAsync(string number, CancellationToken ct = default) =>
        ReferenceNumber.Parse(number) is { } parsed
            ? (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(organisation => organisation.Number == parsed, ct))?.Open()
            : null;

    public async Task<IReadOnlyList<Mandate>> MandatesAsync(ClaimsPrincipal caller, string right, CancellationToken ct = default) =>
        caller.ClientOrganisation() is { } organisation
            ? caller.IsClientWith(right) ? await MandatesAsync([organisation], right, ct) : []
            : caller.PersonId() is { } person ? await MandatesAsync(person, right, ct) : [];

    public async Task<IReadOnlyList<Mandate>> MandatesAsync(Guid personId, string right, CancellationToken ct = default)
    {
        var memberships = await db.Members.AsNoTracking().Where(member => member.AccountId == personId).ToListAsync(ct);
        return await MandatesAsync([.. memberships.Where(member => RightSet.Holds(member.Rights, right)).Select(member => member.OrganisationId)], right, ct);
    }

    public async Task<IReadOnlyList<Guid>> MembersWithAsync(Guid organisation, string right, CancellationToken ct = default) =>
        [.. (await db.Members.AsNoTracking().Where(member => member.OrganisationId == organisation).ToListAsync(ct)).Where(member => RightSet.Holds(member.Rights, right)).Select(member => member.AccountId)];

    private async Task<IReadOnlyList<Mandate>> MandatesAsync(IReadOnlyList<Guid> own, string right, CancellationToken ct)
    {
        if (own.Count == 0)
        {
            return [];
        }

        var today = HongKong.Today(time);
        var given = (await db.Delegations.AsNoTracking().Where(delegation => own.Contains(delegation.Grantee) && delegation.EndedAt == null).ToListAsync(ct))
            .Where(delegation => delegation.Holds(today) && RightSet.Holds(delegation.Rights, right)).ToList();
        var all = await FindAsync([.. own.Concat(given.Select(delegation => delegation.Grantor)).Distinct()], ct);
        return
        [
            .. own.Select(id => new Mandate(all[id], all[id])),
            .. given.Where(delegation => !own.Contains(delegation.Grantor)).DistinctBy(delegation => delegation.Grantor).Select(delegation => new Mandate(all[delegation.Grantor], all[delegation.Grantee])),
        ];
    }
}
