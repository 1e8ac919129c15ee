namespace OneStop.Platform.Data;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Where the state lives. Everything the program itself writes lies below <see cref="DataDirectory"/>.</summary>
public sealed record DatabaseOptions(DatabaseKind Kind, string ConnectionString, string DataDirectory)
{
    /// <summary>Writes waiting for the lane beyond this are refused with 503 and Retry-After.</summary>
    public int LaneCapacity { get; init; } = 8192;

    /// <summary>Writes that share one commit at the most.</summary>
    public int LaneGroup { get; init; } = 256;
}
