using Microsoft.EntityFrameworkCore;

namespace OneStop.Observatory.Lightning;

/// <summary>One stroke of lightning as the network located it. Time and place are what it is: sent again it is the same stroke.</summary>
internal sealed class Stroke
{
    /// <summary>To the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>To four decimals of a degree, about ten metres: closer than any network locates.</summary>
    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    public required StrokeKind Kind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Made up to try the service with, never located.</summary>
    public required bool IsDemonstration { get; init; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Stroke>(e => e.ToTable("Strokes").HasKey(stroke => new { stroke.At, stroke.Latitude, stroke.Longitude, stroke.Kind }));
        model.Entity<LightningWatch>(e =>
        {
            e.ToTable("Lightning").HasKey(watch => watch.Id);
            e.Property(watch => watch.Id).ValueGeneratedNever();
        });
    }
}

internal enum StrokeKind
{
    CloudToGround,
    CloudToCloud,
}

/// <summary>Up to when the network has located everything: without it, no strokes would not mean no lightning. One row.</summary>
internal sealed class LightningWatch
{
    internal const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>When the network began to report.</summary>
    public required DateTimeOffset Since { get; set; }

    public required DateTimeOffset Until { get; set; }

    public required bool IsDemonstration { get; set; }
}
