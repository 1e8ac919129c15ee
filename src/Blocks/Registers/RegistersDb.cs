using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Registers.Entries;
using OneStop.Registers.Log;

namespace OneStop.Registers;

internal sealed class RegistersDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "registers";

    public DbSet<StoredEntry> Entries => Set<StoredEntry>();

    public DbSet<WaitingEntry> Waiting => Set<WaitingEntry>();

    public DbSet<StoredLeaf> Leaves => Set<StoredLeaf>();

    public DbSet<StoredTile> Tiles => Set<StoredTile>();

    public DbSet<StoredHead> Heads => Set<StoredHead>();

    public DbSet<StoredLog> Logs => Set<StoredLog>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredEntry>(e =>
        {
            e.ToTable("Entries").HasKey(entry => new { entry.Register, entry.Key, entry.Number });
            e.HasIndex(entry => new { entry.Register, entry.Key, entry.Cause }).IsUnique();
        });
        model.Entity<WaitingEntry>(e =>
        {
            e.ToTable("Waiting").HasKey(entry => new { entry.Register, entry.Key, entry.Number });
            e.HasIndex(entry => new { entry.Register, entry.RecordedAt });
        });
        model.Entity<StoredLeaf>(e =>
        {
            e.ToTable("Leaves").HasKey(leaf => new { leaf.Register, leaf.Position });
            e.HasIndex(leaf => new { leaf.Register, leaf.Key, leaf.Number }).IsUnique();
        });
        model.Entity<StoredTile>(e => e.ToTable("Tiles").HasKey(tile => new { tile.Register, tile.Path }));
        model.Entity<StoredHead>(e =>
        {
            e.ToTable("Heads").HasKey(head => new { head.Register, head.Number });
            e.HasIndex(head => new { head.Register, head.Size });
            e.HasIndex(head => new { head.Register, head.SignedAt });
        });
        model.Entity<StoredLog>(e => e.ToTable("Logs").HasKey(log => log.Register));
    }
}
