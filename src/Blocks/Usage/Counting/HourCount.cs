using OneStop.Catalogue.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Usage.Counting;

/// <summary>How often within one hour of Hong Kong's day.</summary>
internal sealed class HourCount
{
    public required string Service { get; init; }
    public ServiceKind Kind { get; init; }
    public UsageStep Step { get; init; }
    public UsageChannel Channel { get; init; }
    public required string Language { get; init; }
    public Visitor Visitor { get; init; }
    public DateOnly Day { get; init; }
    public int Hour { get; init; }
    public long Count { get; init; }
}

/// <summary>The same within a month, so that a year's figures are a small read.</summary>
internal sealed class MonthCount
{
    public required string Service { get; init; }
    public ServiceKind Kind { get; init; }
    public UsageStep Step { get; init; }
    public UsageChannel Channel { get; init; }
    public required string Language { get; init; }
    public Visitor Visitor { get; init; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; init; }

    public long Count { get; init; }
}

/// <summary>A flush that is in the figures. A node that did not hear of its commit sends the same flush again, and this refuses it.</summary>
internal sealed class StoredFlush
{
    public Guid Id { get; init; }
    public required string Node { get; init; }
    public DateTimeOffset At { get; init; }
}
