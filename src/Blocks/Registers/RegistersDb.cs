using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Registers.Entries;

namespace OneStop.Registers;

internal sealed class RegistersDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "registers";

    public DbSet<StoredEntry> Entries => Set<StoredEntry>();

    protected override void Map(ModelBuilder model) => model.Entity<StoredEntry>(e =>
    {
        e.ToTable("Entries").HasKey(entry => new { entry.Register, entry.Key, entry.Number });
        e.HasIndex(entry => new { entry.Register, entry.Key, entry.Cause }).IsUnique();
    });
}
