using OneStop.Platform.Texts;

namespace OneStop.Payments.Contracts;

/// <summary>Asks people for money on behalf of a service and gives it back. All amounts are minor units.</summary>
public interface IPayments
{
    /// <summary>Creates the payment for one thing, in the caller's write. Asked again for the same purpose and id, it answers the payment that stands.</summary>
    Task<Payment> RequestAsync(PaymentRequest request, CancellationToken ct = default);

    Task<Payment?> FindAsync(Guid id, CancellationToken ct = default);

    /// <summary>Nobody may pay it any more. Money that arrives all the same goes back by itself.</summary>
    Task CancelAsync(Guid id, CancellationToken ct = default);

    /// <summary>Gives part or all of a settled payment back. The same key is one refund; more than was paid is an error of the caller.</summary>
    Task RefundAsync(Guid id, long cents, string reason, string idempotencyKey, CancellationToken ct = default);
}

/// <param name="Purpose">The kind of thing paid for: <c>filing</c>.</param>
/// <param name="PayableId">The thing's id; one payment for each.</param>
/// <param name="Department">Whose revenue it is.</param>
/// <param name="ReturnPath">Where the payer goes afterwards, without the language.</param>
public sealed record PaymentRequest(
    string Purpose, Guid PayableId, Guid PayerId, string Department, LocalizedText Description, IReadOnlyList<FeeLine> Lines, string ReturnPath);

/// <param name="Code">Of the fee in its dated schedule: <c>cr.incorporation.lodgement</c>.</param>
/// <param name="Refundable">Given back when the service refuses.</param>
/// <param name="Row">Which row of the dated schedule it came from, for the record.</param>
public sealed record FeeLine(string Code, LocalizedText Name, long Cents, bool Refundable, string Row);

/// <param name="RefundedCents">Given back or on its way back.</param>
/// <param name="PayPath">Where the payer pays, without the language.</param>
public sealed record Payment(
    Guid Id, string Reference, string Purpose, Guid PayableId, PaymentState State, IReadOnlyList<FeeLine> Lines, long RefundedCents, string? ReceiptNumber, string PayPath)
{
    public long TotalCents => Lines.Sum(line => line.Cents);
}

/// <summary>What services see of a payment; the block's own graph is richer.</summary>
public enum PaymentState
{
    Created,
    Started,
    Submitted,
    Succeeded,
    Failed,
    Cancelled,
}
