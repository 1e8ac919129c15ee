namespace OneStop.Payments.Lifecycle;

/// <summary>One transition that happened, for the payment's timeline. Append-only.</summary>
internal sealed class StateChange
{
    public Guid Id { get; set; }
    public Guid BillId { get; set; }

    /// <summary>payment, attempt or refund</summary>
    public required string Subject { get; set; }

    public Guid SubjectId { get; set; }
    public required string From { get; set; }
    public required string Event { get; set; }
    public required string To { get; set; }
    public string? Emitted { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset At { get; set; }
}
