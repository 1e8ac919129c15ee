using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Bundles;

/// <summary>The way a truck goes over the boundary.</summary>
internal enum Bound
{
    /// <summary>Into Hong Kong: imports, and transhipments on their way to a ship or an aircraft.</summary>
    Inbound,

    Outbound,
}

internal enum BundleState
{
    Active,

    /// <summary>The truck has crossed.</summary>
    Crossed,

    /// <summary>Taken apart, or another one took its place.</summary>
    Dissolved,
}

/// <summary>The consignments on one truck, for one crossing.</summary>
internal sealed class Bundle
{
    public required Guid Id { get; init; }

    /// <summary>The driver's: whoever has it sees where the truck stands. <c>TR-7K3M-92QX-VD5</c>.</summary>
    public required string Code { get; init; }

    public required string Plate { get; init; }

    public required Bound Bound { get; init; }

    /// <summary>A code of control-points.json.</summary>
    public required string ControlPoint { get; init; }

    /// <summary>The organisation whose truck it is.</summary>
    public required Guid Trucker { get; init; }

    /// <summary>The person or the program's credential.</summary>
    public required Guid BundledBy { get; init; }

    public required DateTimeOffset BundledAt { get; init; }

    /// <summary>CCRNs with commas between.</summary>
    public required string Load { get; init; }

    public required DateTimeOffset EarliestCrossing { get; set; }

    public Lane Lane { get; private set; }

    public BundleState State { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public int Version { get; private set; }

    internal IReadOnlyList<long> Ccrns => [.. Load.Split(',').Select(ccrn => long.Parse(ccrn, CultureInfo.InvariantCulture))];

    internal static string LoadOf(IEnumerable<long> ccrns) => string.Join(',', ccrns.Order().Select(Ccrn.Format));

    internal static Bound BoundOf(Direction direction) => direction == Direction.Export ? Bound.Outbound : Bound.Inbound;

    internal void Assessed(Lane lane, DateTimeOffset earliest)
    {
        (Lane, EarliestCrossing) = (lane, earliest);
    }

    internal void Inspected(Lane lane) => Lane = lane;

    internal void Cross(DateTimeOffset at) => (State, EndedAt) = (BundleState.Crossed, at);

    internal void Dissolve(DateTimeOffset at) => (State, EndedAt) = (BundleState.Dissolved, at);

    internal static void Map(ModelBuilder model) => model.Entity<Bundle>(e =>
    {
        e.ToTable("Bundles").HasKey(bundle => bundle.Id);
        e.Property(bundle => bundle.Id).ValueGeneratedNever();
        e.Ignore(bundle => bundle.Ccrns);
        e.HasIndex(bundle => bundle.Code).IsUnique();
        e.HasIndex(bundle => new { bundle.State, bundle.ControlPoint });
        e.HasIndex(bundle => bundle.Plate);
        e.HasIndex(bundle => new { bundle.Trucker, bundle.BundledAt });
    });
}
