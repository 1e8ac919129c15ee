using OneStop.Payments.Contracts;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Bills;

/// <summary>What one payer is to pay for one thing: other modules see it as <see cref="Payment"/>.</summary>
internal sealed class Bill
{
    public const string Currency = "HKD";

    public Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Purpose { get; init; }
    public Guid PayableId { get; init; }
    public Guid PayerId { get; init; }
    public required string Department { get; init; }
    public required LocalizedText Description { get; init; }
    public required IReadOnlyList<FeeLine> Lines { get; init; }
    public long TotalCents { get; init; }
    public required string ReturnPath { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public BillState State { get; private set; }
    public Guid? SettledAttemptId { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public string? ReceiptNumber { get; private set; }

    /// <summary>Given back, on its way back, or asked to be.</summary>
    public long RefundedCents { get; private set; }

    public int Version { get; private set; }

    public string PayPath => $"/pay/{Reference}";

    public bool IsPayable => State is BillState.Created or BillState.Failed;

    /// <summary>Money for it would be welcome: it settles rather than goes back.</summary>
    public bool IsOwed => State is BillState.Started or BillState.Submitted or BillState.Failed;

    public void Move(BillState to) => State = to;

    public void Settle(Guid attemptId, string receiptNumber, DateTimeOffset at) =>
        (SettledAttemptId, ReceiptNumber, SettledAt) = (attemptId, receiptNumber, at);

    public long LeftCents => TotalCents - RefundedCents;

    public void Promise(long cents) => RefundedCents += cents;

    public Payment ToContract() => new(Id, Reference, Purpose, PayableId, ToContract(State), Lines, RefundedCents, ReceiptNumber, PayPath);

    public static PaymentState ToContract(BillState state) => state switch
    {
        BillState.Created => PaymentState.Created,
        BillState.Started => PaymentState.Started,
        BillState.Submitted => PaymentState.Submitted,
        BillState.Succeeded => PaymentState.Succeeded,
        BillState.Cancelled => PaymentState.Cancelled,
        BillState.Failed or BillState.Reversed => PaymentState.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
