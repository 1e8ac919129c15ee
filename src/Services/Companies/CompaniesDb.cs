using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Changes;
using OneStop.Companies.Names;
using OneStop.Companies.Orders;
using OneStop.Companies.Register;
using OneStop.Companies.Watching;
using OneStop.Platform.Data;
using OneStop.Platform.Search;

namespace OneStop.Companies;

internal sealed class CompaniesDb(Unit unit) : ModuleDb(unit)
{
    internal static readonly SearchIndex Search = new("companies_search");

    public override string Prefix => "companies";

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<HeldName> Names => Set<HeldName>();

    public DbSet<GivenNumber> Numbers => Set<GivenNumber>();

    public DbSet<OfficerAccount> OfficerAccounts => Set<OfficerAccount>();

    public DbSet<FiledForm> Filings => Set<FiledForm>();

    public DbSet<Watch> Watches => Set<Watch>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Company>(e =>
        {
            e.ToTable("Companies").HasKey(company => company.Number);
            e.Property(company => company.Number).ValueGeneratedNever();
            e.HasIndex(company => company.Brn).IsUnique();
        });
        model.Entity<HeldName>(e =>
        {
            e.ToTable("Names").HasKey(name => name.Key);
            e.HasIndex(name => name.Holder);
        });
        model.Entity<GivenNumber>(e =>
        {
            e.ToTable("Numbers").HasKey(given => given.FilingId);
            e.Property(given => given.FilingId).ValueGeneratedNever();
            e.HasIndex(given => given.Number).IsUnique();
            e.HasIndex(given => given.Brn).IsUnique();
        });
        Incorporation.ProtectedSheet.Map(model);
        OfficerAccount.Map(model);
        FiledForm.Map(model);
        Watch.Map(model);
        Order.Map(model);
    }
}
