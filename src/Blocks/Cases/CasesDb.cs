using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneStop.Cases.Handling;
using OneStop.Platform.Data;

namespace OneStop.Cases;

internal sealed class CasesDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "cases";

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseEntry> Entries => Set<CaseEntry>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Case>(e =>
        {
            e.ToTable("Cases");
            e.HasIndex(c => c.OpenSubject).IsUnique();
            e.HasIndex(c => new { c.Desk, c.State, c.DueOn });
            e.HasMany(c => c.Parties).WithOne().HasForeignKey(party => party.CaseId);
            Json(e.Property(c => c.Title));
            Json(e.Property(c => c.Reasons));
            Json(e.Property(c => c.Choices));
            Json(e.Property(c => c.ReasonCodes));
        });
        model.Entity<CaseParty>(e => e.ToTable("Parties").HasKey(party => new { party.CaseId, party.PersonId }));
        model.Entity<CaseEntry>(e => e.ToTable("Entries").HasIndex(entry => new { entry.CaseId, entry.Id }));
    }

    private static void Json<T>(PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!,
        new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value!.GetHashCode()));
}
