using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Register;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Modules;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Changes;

/// <summary>Makes the demonstration's Amy the first director of the first living made-up company, so that there is one to file for.</summary>
internal sealed class DemoOfficers(CompaniesDb db, IRegisters registers, IPeople people, Writes writes) : IDemoData
{
    private const string Amy = "amy.chan@demo.example";

    public int Order => 51;

    public async Task FillAsync(CancellationToken ct)
    {
        if (await people.FindByEmailAsync(Amy, ct) is not { } amy || await db.OfficerAccounts.AnyAsync(account => account.PersonId == amy.Id, ct))
        {
            return;
        }

        var number = await db.Companies.Where(company => company.IsDemonstration && company.Kind == CompanyKind.Private && company.Status == CompanyStatus.Live)
            .OrderBy(company => company.Number).Select(company => (long?)company.Number).FirstOrDefaultAsync(ct);
        if (number is null || await registers.FindAsync(RegisterNames.Companies, CompanyNumber.Format(number.Value), ct) is not { } entry)
        {
            return;
        }

        var company = CompanyParticulars.From(entry.Content);
        await writes.RunAsync(write =>
        {
            write.Get<CompaniesDb>().OfficerAccounts.Add(new OfficerAccount
            {
                Id = Ids.New(),
                CompanyNumber = company.Number,
                PersonId = amy.Id,
                Role = OfficerRole.Director,
                Name = company.Officers.First(officer => officer.Role == OfficerRole.Director).Name,
            });
            return Task.CompletedTask;
        }, ct);
    }
}
