using Microsoft.EntityFrameworkCore;

namespace OneStop.RoadCargo.Consignments;

internal enum Direction
{
    Import,
    Export,
    Transhipment,
}

internal enum ConsignmentState
{
    /// <summary>Told, and on no truck yet.</summary>
    Lodged,

    /// <summary>On a truck, not assessed.</summary>
    Bundled,

    /// <summary>Assessed: the truck may pass.</summary>
    Cleared,
    SelectedForInspection,

    /// <summary>Inspected, and free to go.</summary>
    Released,
    Detained,
    Crossed,
    Cancelled,

    /// <summary>Never came.</summary>
    Expired,
}

/// <summary>How a consignment, or a change of it, reached us.</summary>
internal enum Channel
{
    Web,
    Rest,
    Batch,
    Edifact,
    Xml,
}

/// <summary>One consignment by road: the eight data items of the law, whose it is, and where it stands. Change it through <see cref="ConsignmentSteps"/> or its own use cases only.</summary>
internal sealed class Consignment
{
    /// <summary>See <see cref="Consignments.Ccrn"/>; shown by <see cref="Ccrn.Format"/>.</summary>
    public long Ccrn { get; init; }

    /// <summary>The organisation that answers for it.</summary>
    public Guid Trader { get; init; }

    /// <summary>The person, or the program's credential, that lodged it.</summary>
    public Guid LodgedBy { get; init; }

    public Direction Direction { get; set; }

    public int PackageCount { get; set; }

    /// <summary>UN/ECE Recommendation 21: <c>CT</c>.</summary>
    public required string PackageKind { get; set; }

    /// <summary>The packages in words.</summary>
    public required string Packages { get; set; }

    /// <summary>The articles in them, in words.</summary>
    public required string Articles { get; set; }

    public required string ConsignorName { get; set; }

    public required string ConsignorAddress { get; set; }

    public required string ConsigneeName { get; set; }

    public required string ConsigneeAddress { get; set; }

    /// <summary>The day of arrival or departure, in Hong Kong.</summary>
    public DateOnly ExpectedOn { get; set; }

    /// <summary>1 as lodged, and one more with each amendment: what traders call its version.</summary>
    public int Edition { get; set; }

    public ConsignmentState State { get; set; }

    public Guid? Bundle { get; set; }

    public DateTimeOffset LodgedAt { get; init; }

    public Channel Channel { get; init; }

    /// <summary>The trader's own name for the lodgement; null without one.</summary>
    public string? Message { get; init; }

    /// <summary>Counts every change, and refuses one made on what is no longer so.</summary>
    public int Version { get; set; }
}

/// <summary>One line of a consignment's history, as its trader sees it. The lodgement itself is on the consignment.</summary>
internal sealed class ConsignmentStep
{
    public long Ccrn { get; init; }

    /// <summary>Time-ordered.</summary>
    public Guid Id { get; init; }

    /// <summary>The edition it was about.</summary>
    public int Edition { get; init; }

    public DateTimeOffset At { get; init; }

    public ConsignmentAct Act { get; init; }

    public StepBy ByWhom { get; init; }

    /// <summary>A place or words for the trader; never a risk's reason, never anything of the truck's other loads.</summary>
    public string? Note { get; init; }
}

internal enum StepBy
{
    Trader,
    Trucker,
    Customs,
    System,
}

/// <summary>What a consignment said before an amendment.</summary>
internal sealed class FormerContent
{
    public long Ccrn { get; init; }

    public int Edition { get; init; }

    /// <summary>JSON of the eight items.</summary>
    public required string Content { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    public Guid EndedBy { get; init; }
}

/// <summary>A trader's message that was taken: sent again, it gets the same answer.</summary>
internal sealed class TakenMessage
{
    public Guid Trader { get; init; }

    public required string Message { get; init; }

    /// <summary>Of the content, to tell a message sent again from another one under its name.</summary>
    public required string Hash { get; init; }

    public long Ccrn { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A series of CCRNs and the node that counts it on. A node that is gone leaves its series to the next.</summary>
internal sealed class CcrnSeries
{
    public int Series { get; init; }

    public required string Node { get; set; }

    /// <summary>The last number given out.</summary>
    public long Last { get; set; }

    public DateTimeOffset UsedAt { get; set; }
}

internal static class ConsignmentMapping
{
    internal const string OnItsWay = "state IN ('Lodged', 'Bundled', 'Cleared', 'SelectedForInspection')";

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Consignment>(e =>
        {
            e.ToTable("Consignments").HasKey(consignment => consignment.Ccrn);
            e.Property(consignment => consignment.Ccrn).ValueGeneratedNever();
            e.HasIndex(consignment => new { consignment.Trader, consignment.LodgedAt });
            // What is still on its way, for the day it lapses; what has ended leaves the index.
            e.HasIndex(consignment => consignment.ExpectedOn).HasFilter(OnItsWay);
        });
        model.Entity<ConsignmentStep>(e =>
        {
            e.ToTable("Steps").HasKey(step => new { step.Ccrn, step.Id });
        });
        model.Entity<FormerContent>(e => e.ToTable("Former").HasKey(former => new { former.Ccrn, former.Edition }));
        model.Entity<TakenMessage>(e =>
        {
            e.ToTable("Messages").HasKey(message => new { message.Trader, message.Message });
            e.HasIndex(message => message.At);
        });
        model.Entity<CcrnSeries>(e =>
        {
            e.ToTable("Series").HasKey(series => series.Series);
            e.Property(series => series.Series).ValueGeneratedNever();
            e.HasIndex(series => series.Node).IsUnique();
        });
    }
}
