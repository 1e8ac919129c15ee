using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Gate;

/// <summary>A control point's own small store: what happened there, told to the centre or not yet.</summary>
internal sealed class GateDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "gate";

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    protected override void Map(ModelBuilder model) => model.Entity<JournalEntry>(e =>
    {
        e.ToTable("Journal").HasKey(entry => entry.Id);
        e.Property(entry => entry.Id).ValueGeneratedNever();
        e.HasIndex(entry => new { entry.ToldAt, entry.Number });
    });
}

internal sealed class JournalEntry
{
    public required Guid Id { get; init; }

    /// <summary>The order in which it happened here.</summary>
    public required long Number { get; init; }

    /// <summary>JSON of an <see cref="Entry"/>.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the centre had it; null: not yet.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    internal Entry Entry => JsonSerializer.Deserialize<Entry>(Content, CargoJson.Options)!;

    internal static JournalEntry Of(Entry entry, long number) => new() { Id = entry.Id, Number = number, Content = JsonSerializer.Serialize(entry, CargoJson.Options), At = entry.At };
}
