using Microsoft.EntityFrameworkCore;

namespace OneStop.Observatory.Readings;

/// <summary>What a reading said before it was sent again with another value: nothing that was ever shown is lost.</summary>
internal sealed class Correction
{
    public required Guid Id { get; init; }

    public required string Station { get; init; }

    public required Quantity Quantity { get; init; }

    public required DateTimeOffset At { get; init; }

    public required double? OldValue { get; init; }

    public required Quality OldQuality { get; init; }

    public required double? NewValue { get; init; }

    public required DateTimeOffset CorrectedAt { get; init; }

    /// <summary>The operator's account, or the directory the file came from.</summary>
    public required string CorrectedBy { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<Correction>(e =>
    {
        e.ToTable("Corrections").HasKey(correction => correction.Id);
        e.Property(correction => correction.Id).ValueGeneratedNever();
        e.HasIndex(correction => new { correction.Station, correction.Quantity, correction.At });
    });
}
