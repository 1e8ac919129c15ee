using Microsoft.EntityFrameworkCore;

namespace OneStop.RoadCargo.Batch;

/// <summary>A file that somebody sent on the page, with its result to look at and take away; kept 30 days.</summary>
internal sealed class SentBatch
{
    internal const int DaysKept = 30;

    public Guid Id { get; init; }
    public Guid Trader { get; init; }
    public Guid SentBy { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The file's, as sent.</summary>
    public required string Name { get; init; }

    public int Lodged { get; init; }

    /// <summary>Rows that said nothing new.</summary>
    public int Repeated { get; init; }

    public int Amended { get; init; }
    public int Refused { get; init; }

    /// <summary>The result file, CSV.</summary>
    public required string Result { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<SentBatch>(e =>
    {
        e.ToTable("Batches").HasKey(batch => batch.Id);
        e.Property(batch => batch.Id).ValueGeneratedNever();
        e.HasIndex(batch => new { batch.Trader, batch.At });
    });
}
