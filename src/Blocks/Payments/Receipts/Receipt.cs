namespace OneStop.Payments.Receipts;

/// <summary>A receipt for one settled attempt. Numbers run without gaps for each department and year of Hong Kong.</summary>
internal sealed class Receipt
{
    /// <summary>CR-2026-000001</summary>
    public required string Number { get; init; }

    public required string Department { get; init; }
    public int Year { get; init; }
    public int Serial { get; init; }
    public Guid BillId { get; init; }
    public Guid AttemptId { get; init; }
    public long Cents { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
}
