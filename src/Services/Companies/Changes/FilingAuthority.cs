using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Register;

namespace OneStop.Companies.Changes;

/// <summary>
/// Who may file for a company: its officers, each with the account they signed with; and whoever may use the right
/// <see cref="Right"/> for the company's organisation, provided that one of these officers administers that organisation, because
/// anybody can open an organisation in a company's name.
/// </summary>
internal sealed class FilingAuthority(CompaniesDb db, IOrganisations organisations)
{
    internal const string Right = "companies:file";

    internal async Task<bool> MayFileAsync(Guid personId, CompanyParticulars company, CancellationToken ct)
    {
        var officers = await OfficersAsync(company, ct);
        if (officers.Contains(personId))
        {
            return true;
        }

        foreach (var mandate in (await organisations.MandatesAsync(personId, Right, ct)).Where(mandate => mandate.For.BusinessNumber == company.Brn))
        {
            if ((await organisations.MembersWithAsync(mandate.For.Id, OrganisationRights.Administer, ct)).Any(officers.Contains))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers of the companies for which somebody once signed as an officer, the latest first.</summary>
    internal async Task<IReadOnlyList<string>> CompaniesOfAsync(Guid personId, CancellationToken ct) =>
        await db.OfficerAccounts.Where(account => account.PersonId == personId).Select(account => account.CompanyNumber).Distinct().OrderByDescending(number => number).Take(50).ToListAsync(ct);

    /// <summary>Who signed as an officer that is still in office.</summary>
    internal async Task<HashSet<Guid>> OfficersAsync(CompanyParticulars company, CancellationToken ct) =>
        [.. (await db.OfficerAccounts.AsNoTracking().Where(account => account.CompanyNumber == company.Number).ToListAsync(ct))
            .Where(account => company.Officers.Any(officer => officer.Role == account.Role && officer.Name == account.Name)).Select(account => account.PersonId)];
}
