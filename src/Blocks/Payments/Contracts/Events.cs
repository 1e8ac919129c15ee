using OneStop.Platform.Events;

namespace OneStop.Payments.Contracts;

/// <summary>The money is there. Heard once for each payment.</summary>
public sealed record PaymentSettled(Guid PaymentId, string Purpose, Guid PayableId) : IEvent
{
    public static string Name => "payments.payment-settled.v1";

    public string Key => PayableId.ToString();
}

/// <summary>An attempt failed or expired; the payer may try again until the service cancels.</summary>
public sealed record PaymentFailed(Guid PaymentId, string Purpose, Guid PayableId, string Reason) : IEvent
{
    public static string Name => "payments.payment-failed.v1";

    public string Key => PayableId.ToString();
}

/// <summary>A refund reached the payer.</summary>
public sealed record PaymentRefunded(Guid PaymentId, string Purpose, Guid PayableId, long Cents) : IEvent
{
    public static string Name => "payments.payment-refunded.v1";

    public string Key => PayableId.ToString();
}

/// <summary>The provider took settled money back (a chargeback): the payer has not paid after all.</summary>
public sealed record PaymentReversed(Guid PaymentId, string Purpose, Guid PayableId, long Cents) : IEvent
{
    public static string Name => "payments.payment-reversed.v1";

    public string Key => PayableId.ToString();
}
