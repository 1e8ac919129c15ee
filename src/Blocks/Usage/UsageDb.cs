using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Usage.Counting;

namespace OneStop.Usage;

internal sealed class UsageDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "usage";

    public DbSet<HourCount> Hours => Set<HourCount>();

    public DbSet<MonthCount> Months => Set<MonthCount>();

    public DbSet<StoredFlush> Flushes => Set<StoredFlush>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<HourCount>(e => e.ToTable("Hours").HasKey(
            count => new { count.Day, count.Hour, count.Service, count.Kind, count.Step, count.Channel, count.Language, count.Visitor }));
        model.Entity<MonthCount>(e => e.ToTable("Months").HasKey(
            count => new { count.Month, count.Service, count.Kind, count.Step, count.Channel, count.Language, count.Visitor }));
        model.Entity<StoredFlush>(e => e.ToTable("Flushes").HasIndex(flush => flush.At));
    }
}
