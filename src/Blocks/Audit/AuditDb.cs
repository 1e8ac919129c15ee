using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Chain;
using OneStop.Audit.Trail;
using OneStop.Platform.Data;

namespace OneStop.Audit;

internal sealed class AuditDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "audit";

    public DbSet<StoredLine> Lines => Set<StoredLine>();

    public DbSet<ChainHead> Heads => Set<ChainHead>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredLine>(e =>
        {
            e.ToTable("Lines");
            e.HasIndex(line => line.Position).IsUnique();
            e.HasIndex(line => new { line.PersonId, line.Id });
            e.HasIndex(line => new { line.Subject, line.Id });
        });
        model.Entity<ChainHead>(e =>
        {
            e.ToTable("Heads");
            e.Property(head => head.Id).ValueGeneratedNever();
        });
    }
}
