namespace OneStop.Payments.Idempotency;

/// <summary>A request that carried an Idempotency-Key, and its answer once there is one. Kept seven days.</summary>
internal sealed class IdempotencyRecord
{
    /// <summary>Whose key it is and on which route.</summary>
    public required string Scope { get; init; }

    public required string Key { get; init; }
    public required string RequestHash { get; init; }
    public DateTimeOffset StartedAt { get; set; }
    public int? Status { get; set; }
    public string? Answer { get; set; }
}
