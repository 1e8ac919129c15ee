using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Filings.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;

namespace OneStop.Filings.Tests.DogLicence;

internal sealed class DogLicenceModule : IModule
{
    public string Name => "Dogs";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddModuleDb<DogsDb>().AddEService<DogLicence>().AddSingleton<Troubles>();
}

/// <summary>Makes the service fail for one filing at one point until a test mends it.</summary>
internal sealed class Troubles
{
    private readonly ConcurrentDictionary<(string, Guid), bool> made = new();

    public void Make(string at, Guid filingId) => made[(at, filingId)] = true;

    public void Mend(string at, Guid filingId) => made.TryRemove((at, filingId), out _);

    public void Meet(string at, Guid filingId)
    {
        if (made.ContainsKey((at, filingId)))
        {
            throw new InvalidOperationException($"Trouble at {at}.");
        }
    }
}

internal sealed class DogName
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public Guid FilingId { get; init; }

    /// <summary>How often a licence was given: never more than once.</summary>
    public int Licences { get; set; }
}

internal sealed class DogsDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "dogs";

    public DbSet<DogName> Names => Set<DogName>();

    protected override void Map(ModelBuilder model) => model.Entity<DogName>(e => e.ToTable("Names").HasIndex(name => name.Name).IsUnique());
}

[DbContext(typeof(DogsDb))]
[Migration("20261125_Dogs")]
internal sealed class DogsMigration : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("dogs_names", table => new
        {
            id = table.Column<Guid>(),
            name = table.Column<string>(),
            filing_id = table.Column<Guid>(),
            licences = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_dogs_names", row => row.id));
        migration.CreateIndex("ix_dogs_names_name", "dogs_names", "name", unique: true);
    }
}
