using OneStop.Platform.Data;

namespace OneStop.Audit.Trail;

/// <summary>One line as it lies in the database. Only its place in the chain is filled in later, once.</summary>
internal sealed class StoredLine
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public ActorKind ActorKind { get; init; }
    public Guid? ActorId { get; init; }

    /// <summary>A job's or program's name; an officer's posts at that time.</summary>
    public required string ActorName { get; init; }

    public required string Action { get; init; }
    public required string Subject { get; init; }
    public Guid? PersonId { get; init; }
    public string? Purpose { get; init; }

    /// <summary>JSON, as written; the hash covers these very characters.</summary>
    public string? Facts { get; init; }

    public required string Trace { get; init; }
    public long? Position { get; private set; }
    public string? Hash { get; private set; }

    public void Chain(long position, string hash) => (Position, Hash) = (position, hash);
}
