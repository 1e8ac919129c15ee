using OneStop.Payments.Contracts;

namespace OneStop.Payments.Lifecycle;

internal enum BillState
{
    Created,
    Started,
    Submitted,
    Succeeded,
    Failed,
    Cancelled,
    Reversed,
}

internal enum BillEvent
{
    AttemptOpened,
    Redirected,
    AttemptFailed,
    Captured,

    /// <summary>Money nobody asked for: a second time, after cancellation, or another amount. It goes back by itself.</summary>
    Surplus,
    Cancelled,
    Reversed,
}

internal enum AttemptState
{
    /// <summary>The provider was asked for a checkout; its answer is not known yet.</summary>
    Opening,
    Open,
    Captured,
    Failed,
    Reversed,
}

internal enum AttemptEvent
{
    Redirected,
    Captured,
    Declined,
    Abandoned,
    Expired,
    Refused,
    Reversed,
}

internal enum RefundState
{
    Requested,
    Approved,
    Submitted,
    Succeeded,
    Failed,
    Rejected,
    Void,
}

internal enum RefundEvent
{
    Approved,
    Rejected,
    Sent,
    Succeeded,

    /// <summary>Surplus money reached the payer again: no service's money, so no service hears of it.</summary>
    SurplusReturned,
    Refused,
    GivenUp,
    Retried,

    /// <summary>The provider took the money back by itself: there is nothing left to give.</summary>
    MoneyGone,
}

/// <summary>Every transition there is. README.md draws these tables; a test fails when they differ.</summary>
internal static class States
{
    public static readonly StateTable<BillState, BillEvent> Bill = new("payment",
    [
        new(BillState.Created, BillEvent.AttemptOpened, BillState.Started),
        new(BillState.Failed, BillEvent.AttemptOpened, BillState.Started),
        new(BillState.Started, BillEvent.Redirected, BillState.Submitted),
        new(BillState.Succeeded, BillEvent.Redirected, BillState.Succeeded),
        new(BillState.Cancelled, BillEvent.Redirected, BillState.Cancelled),
        new(BillState.Reversed, BillEvent.Redirected, BillState.Reversed),
        new(BillState.Started, BillEvent.Captured, BillState.Succeeded, typeof(PaymentSettled)),
        new(BillState.Submitted, BillEvent.Captured, BillState.Succeeded, typeof(PaymentSettled)),
        new(BillState.Failed, BillEvent.Captured, BillState.Succeeded, typeof(PaymentSettled), Correction: true),
        new(BillState.Started, BillEvent.AttemptFailed, BillState.Failed, typeof(PaymentFailed)),
        new(BillState.Submitted, BillEvent.AttemptFailed, BillState.Failed, typeof(PaymentFailed)),
        new(BillState.Succeeded, BillEvent.AttemptFailed, BillState.Succeeded),
        new(BillState.Cancelled, BillEvent.AttemptFailed, BillState.Cancelled),
        new(BillState.Reversed, BillEvent.AttemptFailed, BillState.Reversed),
        new(BillState.Started, BillEvent.Surplus, BillState.Failed, typeof(PaymentFailed)),
        new(BillState.Submitted, BillEvent.Surplus, BillState.Failed, typeof(PaymentFailed)),
        new(BillState.Failed, BillEvent.Surplus, BillState.Failed, Correction: true),
        new(BillState.Succeeded, BillEvent.Surplus, BillState.Succeeded, Correction: true),
        new(BillState.Cancelled, BillEvent.Surplus, BillState.Cancelled, Correction: true),
        new(BillState.Reversed, BillEvent.Surplus, BillState.Reversed, Correction: true),
        new(BillState.Created, BillEvent.Cancelled, BillState.Cancelled),
        new(BillState.Started, BillEvent.Cancelled, BillState.Cancelled),
        new(BillState.Submitted, BillEvent.Cancelled, BillState.Cancelled),
        new(BillState.Failed, BillEvent.Cancelled, BillState.Cancelled),
        new(BillState.Succeeded, BillEvent.Reversed, BillState.Reversed, typeof(PaymentReversed), Correction: true),
    ]);

    public static readonly StateTable<AttemptState, AttemptEvent> Attempt = new("attempt",
    [
        new(AttemptState.Opening, AttemptEvent.Redirected, AttemptState.Open),
        new(AttemptState.Opening, AttemptEvent.Refused, AttemptState.Failed),
        new(AttemptState.Opening, AttemptEvent.Captured, AttemptState.Captured),
        new(AttemptState.Opening, AttemptEvent.Declined, AttemptState.Failed),
        new(AttemptState.Opening, AttemptEvent.Abandoned, AttemptState.Failed),
        new(AttemptState.Opening, AttemptEvent.Expired, AttemptState.Failed),
        new(AttemptState.Open, AttemptEvent.Captured, AttemptState.Captured),
        new(AttemptState.Open, AttemptEvent.Declined, AttemptState.Failed),
        new(AttemptState.Open, AttemptEvent.Abandoned, AttemptState.Failed),
        new(AttemptState.Open, AttemptEvent.Expired, AttemptState.Failed),
        new(AttemptState.Failed, AttemptEvent.Captured, AttemptState.Captured, Correction: true),
        new(AttemptState.Captured, AttemptEvent.Reversed, AttemptState.Reversed, Correction: true),
    ]);

    public static readonly StateTable<RefundState, RefundEvent> Refund = new("refund",
    [
        new(RefundState.Requested, RefundEvent.Approved, RefundState.Approved),
        new(RefundState.Requested, RefundEvent.Rejected, RefundState.Rejected),
        new(RefundState.Requested, RefundEvent.MoneyGone, RefundState.Void, Correction: true),
        new(RefundState.Approved, RefundEvent.Sent, RefundState.Submitted),
        new(RefundState.Approved, RefundEvent.MoneyGone, RefundState.Void, Correction: true),
        new(RefundState.Submitted, RefundEvent.Succeeded, RefundState.Succeeded, typeof(PaymentRefunded)),
        new(RefundState.Submitted, RefundEvent.SurplusReturned, RefundState.Succeeded),
        new(RefundState.Submitted, RefundEvent.Refused, RefundState.Approved),
        new(RefundState.Submitted, RefundEvent.GivenUp, RefundState.Failed),
        new(RefundState.Failed, RefundEvent.Retried, RefundState.Approved),
        new(RefundState.Failed, RefundEvent.MoneyGone, RefundState.Void, Correction: true),
    ]);
}
