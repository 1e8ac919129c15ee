using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Companies.Changes;

/// <summary>Whose account an officer of the register signed with. Not public; worth something only while the officer is in office.</summary>
internal sealed class OfficerAccount
{
    public Guid Id { get; init; }
    public required string CompanyNumber { get; init; }
    public Guid PersonId { get; init; }
    public OfficerRole Role { get; init; }

    /// <summary>As the register has it.</summary>
    public required string Name { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<OfficerAccount>(e =>
    {
        e.ToTable("OfficerAccounts").HasKey(account => account.Id);
        e.Property(account => account.Id).ValueGeneratedNever();
        e.HasIndex(account => account.CompanyNumber);
        e.HasIndex(account => account.PersonId);
    });
}

/// <summary>Keeps who signed as which officer: they may file for the company.</summary>
internal sealed class OfficerAccounts(IPeople people)
{
    /// <summary>In the write that registers them. All of them have signed in their own accounts.</summary>
    internal async Task LinkAsync(Write write, string companyNumber, IEnumerable<Party> officers, CancellationToken ct)
    {
        var db = write.Get<CompaniesDb>();
        foreach (var officer in officers)
        {
            if (officer.Email is { } email && await people.FindByEmailAsync(email, ct) is { } person)
            {
                db.OfficerAccounts.Add(new OfficerAccount
                {
                    Id = Ids.New(),
                    CompanyNumber = companyNumber,
                    PersonId = person.Id,
                    Role = Incorporation.RegisterEntries.RoleOf(officer),
                    Name = officer.Name,
                });
            }
        }
    }
}
