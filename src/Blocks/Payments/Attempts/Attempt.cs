using OneStop.Payments.Lifecycle;

namespace OneStop.Payments.Attempts;

/// <summary>One try to pay a bill at one provider, with the provider's answers as they came.</summary>
internal sealed class Attempt
{
    public Guid Id { get; init; }
    public Guid BillId { get; init; }
    public required string Provider { get; init; }

    /// <summary>Where the payer comes back to, with host and language.</summary>
    public required string ReturnUrl { get; init; }

    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public AttemptState State { get; private set; }
    public string? ProviderId { get; set; }
    public string? RedirectUrl { get; set; }

    /// <summary>Why it failed: declined, abandoned, expired, refused, or how the money that came was not the money asked for.</summary>
    public string? Reason { get; private set; }

    /// <summary>How new the last word of the provider was that we acted upon; older words are not listened to.</summary>
    public long Revision { get; set; }

    public string? CreateAnswer { get; set; }
    public string? LastTruth { get; set; }
    public long CapturedCents { get; set; }
    public string? CapturedCurrency { get; set; }

    /// <summary>Its money was not wanted and is on its way back.</summary>
    public bool IsSurplus { get; set; }

    /// <summary>When the provider is asked next; null once nothing is open.</summary>
    public DateTimeOffset? NextCheckAt { get; set; }

    public int Checks { get; set; }
    public int Version { get; private set; }

    public bool IsOpen => State is AttemptState.Opening or AttemptState.Open;

    public void Move(AttemptState to, string? reason)
    {
        State = to;
        Reason = reason ?? Reason;
        if (!IsOpen)
        {
            NextCheckAt = null;
        }
    }
}
