namespace OneStop.Observatory.Forecasts;

/// <summary>One run of the digital regional forecast. The grid's file is kept whole in the database, so that every node maps the same bytes.</summary>
internal sealed class ForecastRun
{
    public required Guid Id { get; init; }

    public required DateTimeOffset RunAt { get; init; }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    public required byte[] Grid { get; init; }
}
