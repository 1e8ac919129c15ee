using Microsoft.EntityFrameworkCore;
using OneStop.RoadCargo.Bundles;

namespace OneStop.RoadCargo.Crossings;

/// <summary>A truck was seen at the control point, as its cameras tell.</summary>
internal sealed class Arrival
{
    public required Guid Id { get; init; }

    public required string ControlPoint { get; init; }

    public required Bound Bound { get; init; }

    public required string Plate { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>A truck went over the boundary.</summary>
internal sealed class Crossing
{
    public required Guid Id { get; init; }

    public required string ControlPoint { get; init; }

    public required Bound Bound { get; init; }

    public required string Plate { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When it was seen to arrive; null where no camera saw it.</summary>
    public required DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>What the screen said; anything but Go was an officer's own decision.</summary>
    public required Instruction Shown { get; init; }

    /// <summary>The officer's reason to let it pass all the same; empty for none.</summary>
    public required string Words { get; init; }

    /// <summary>The bundles that crossed with it, with commas between.</summary>
    public required string Bundles { get; init; }

    /// <summary>Decided at the control point without the centre, and told afterwards.</summary>
    public required bool Told { get; init; }

    /// <summary>What did not fit when it was told; null for nothing. Somebody looks at it.</summary>
    public required string? Discrepancy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What an officer found in one consignment.</summary>
internal sealed class Inspection
{
    public required Guid Id { get; init; }

    public required string ControlPoint { get; init; }

    public required Guid Bundle { get; init; }

    public required long Ccrn { get; init; }

    public required InspectionOutcome Outcome { get; init; }

    public required string Findings { get; init; }

    /// <summary>The officer's id, or at a control point by itself what the officer is known by there.</summary>
    public required string Officer { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string? Discrepancy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal enum InspectionOutcome
{
    Released,
    Detained,
}

internal static class MovementMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<Arrival>(e =>
        {
            e.ToTable("Arrivals").HasKey(arrival => arrival.Id);
            e.Property(arrival => arrival.Id).ValueGeneratedNever();
            e.HasIndex(arrival => new { arrival.Plate, arrival.At });
            e.HasIndex(arrival => arrival.At);
        });
        model.Entity<Crossing>(e =>
        {
            e.ToTable("Crossings").HasKey(crossing => crossing.Id);
            e.Property(crossing => crossing.Id).ValueGeneratedNever();
            e.HasIndex(crossing => crossing.At);
            e.HasIndex(crossing => new { crossing.Plate, crossing.At });
        });
        model.Entity<Inspection>(e =>
        {
            e.ToTable("Inspections").HasKey(inspection => inspection.Id);
            e.Property(inspection => inspection.Id).ValueGeneratedNever();
            e.HasIndex(inspection => inspection.Bundle);
            e.HasIndex(inspection => inspection.At);
        });
        model.Entity<SigningKey>(e =>
        {
            e.ToTable("SigningKeys").HasKey(key => key.Id);
            e.Property(key => key.Id).ValueGeneratedNever();
        });
        model.Entity<Contact>(e => e.ToTable("Contacts").HasKey(contact => contact.ControlPoint));
    }
}

/// <summary>When a control point last had the centre's list, and what of its own it still had to tell.</summary>
internal sealed class Contact
{
    public required string ControlPoint { get; init; }

    public required DateTimeOffset At { get; set; }

    /// <summary>Entries in its journal not yet told.</summary>
    public required int Waiting { get; set; }
}
