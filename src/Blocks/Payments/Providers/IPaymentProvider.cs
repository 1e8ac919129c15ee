using Microsoft.AspNetCore.Http;

namespace OneStop.Payments.Providers;

/// <summary>
/// A company that takes money for us. Every call may end in <see cref="ProviderUnclearException"/>: then nobody knows whether it had its
/// effect, and it is asked again under the same key until the provider says.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>The method's name in addresses and texts.</summary>
    string Name { get; }

    /// <summary>Asks for a page where the payer pays. The same order twice is one checkout.</summary>
    Task<CheckoutAnswer> CreateCheckoutAsync(CheckoutOrder order, CancellationToken ct);

    /// <summary>What the provider says about an attempt, now.</summary>
    Task<ProviderTruth> FetchAsync(Guid attemptId, CancellationToken ct);

    /// <summary>Gives money back. The same key twice is one refund.</summary>
    Task<RefundAnswer> RefundAsync(RefundOrder order, CancellationToken ct);

    /// <summary>Checks a callback's signature and age, and reads it. It is a hint: the truth is fetched.</summary>
    Callback ReadCallback(IHeaderDictionary headers, string body);

    /// <summary>Every movement of money of one Hong Kong day in the provider's own book.</summary>
    Task<IReadOnlyList<ProviderMovement>> ReportAsync(DateOnly day, CancellationToken ct);
}

internal sealed record CheckoutOrder(Guid AttemptId, long Cents, string Currency, string Description, string ReturnUrl, TimeSpan ValidFor);

/// <param name="RedirectUrl">Null where the provider refuses for good.</param>
internal sealed record CheckoutAnswer(string? ProviderId, string? RedirectUrl, string Raw);

/// <param name="Revision">Grows with each change at the provider; an older word never undoes a newer one.</param>
internal sealed record ProviderTruth(
    ProviderState State, long Revision, string? ProviderId, string? RedirectUrl, long CapturedCents, string Currency, long ReversedCents, string Raw)
{
    public static ProviderTruth NotThere(string raw) => new(ProviderState.NotThere, 0, null, null, 0, "", 0, raw);
}

internal enum ProviderState
{
    /// <summary>The provider has never heard of it.</summary>
    NotThere,
    Pending,
    Captured,
    Declined,
    Abandoned,
    Expired,
    Reversed,
}

internal sealed record RefundOrder(string Key, Guid AttemptId, long Cents, string Currency);

internal sealed record RefundAnswer(RefundOutcome Outcome, string Raw);

internal enum RefundOutcome
{
    Pending,
    Succeeded,
    Refused,
}

/// <param name="AttemptId">Null where it names none of ours.</param>
internal sealed record Callback(CallbackVerdict Verdict, string EventId, Guid? AttemptId);

internal enum CallbackVerdict
{
    Genuine,
    WrongSignature,
    Stale,
    Unreadable,
}

/// <param name="Key">The attempt's id, or the refund's key.</param>
/// <param name="Cents">Positive towards us.</param>
internal sealed record ProviderMovement(MovementKind Kind, Guid AttemptId, string Key, long Cents, string Currency, DateTimeOffset At);

internal enum MovementKind
{
    Payment,
    Refund,
    Reversal,
}

/// <summary>Time-out, cut connection or failure at the provider: the outcome is not known.</summary>
internal sealed class ProviderUnclearException(string message, Exception? inner = null) : Exception(message, inner);
