using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Contracts;
using OneStop.Companies.Names;
using OneStop.Companies.Search;
using OneStop.Platform.Data;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Register;

/// <summary>Puts a company and its business on the register: both registers' entries and what the search needs, in the caller's write.</summary>
internal sealed class RegisterCompany
{
    /// <param name="cause">What brought it about, <c>filing/ID</c>; the same cause changes nothing twice. Names held for that filing become the company's.</param>
    internal async Task ApplyAsync(Write write, CompanyParticulars company, BusinessParticulars business, string cause, CancellationToken ct)
    {
        var registers = write.Get<IRegisters>();
        await registers.AppendAsync(new NewEntry(RegisterNames.Companies, company.Number, company.IncorporatedOn, cause, company.ToJson()), ct);
        await registers.AppendAsync(new NewEntry(RegisterNames.Businesses, business.Brn, business.StartedOn, cause, business.ToJson()), ct);

        var db = write.Get<CompaniesDb>();
        var row = Company.Of(company);
        if (await db.Companies.AnyAsync(known => known.Number == row.Number, ct))
        {
            return;
        }

        db.Companies.Add(row);
        await KeepNamesAsync(db, row, cause, ct);
        await CompaniesDb.Search.PutAsync(db, row.Number, row.SearchText, ct);
        write.Publish(new CompanyIncorporated(company.Number, company.Brn, company.IncorporatedOn));
    }

    private static async Task KeepNamesAsync(CompaniesDb db, Company company, string cause, CancellationToken ct)
    {
        foreach (var name in HeldName.Of(company.NameEnglish, company.NameChinese, cause))
        {
            var held = await db.Names.FirstOrDefaultAsync(known => known.Key == name.Key, ct);
            if (held is null)
            {
                held = name;
                db.Names.Add(held);
            }
            else if (held.Holder != cause)
            {
                throw new InvalidOperationException($"The name of company {company.Number} is held by {held.Holder}.");
            }

            held.CompanyNumber = company.Number;
        }
    }
}
