namespace OneStop.Observatory.Bulletins;

/// <summary>A forecaster's text of one kind as issued; the newest of a kind is in force, the others are history.</summary>
internal sealed class Bulletin
{
    public required Guid Id { get; init; }

    public required BulletinKind Kind { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the next of this kind is due: pages say so, and say how old this one is when that has passed.</summary>
    public required DateTimeOffset NextIssueAt { get; init; }

    /// <summary>The kind's record as JSON: <see cref="LocalForecast"/>, <see cref="NineDayForecast"/> or <see cref="SpecialTips"/>.</summary>
    public required string Content { get; init; }

    public required string IssuedBy { get; init; }

    /// <summary>Simplified Chinese made by conversion from traditional, not written by the forecaster.</summary>
    public bool IsConverted { get; init; }

    /// <summary>The hash of all that was asked for: the same request with the same id is issued once.</summary>
    public string? Request { get; init; }
}

internal enum BulletinKind
{
    LocalForecast,
    NineDayForecast,
    SpecialTips,
}
