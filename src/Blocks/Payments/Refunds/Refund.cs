using OneStop.Payments.Lifecycle;

namespace OneStop.Payments.Refunds;

/// <summary>Money of one attempt on its way back to the payer.</summary>
internal sealed class Refund
{
    public Guid Id { get; init; }
    public Guid BillId { get; init; }
    public Guid AttemptId { get; init; }

    /// <summary>One key is one refund of the bill.</summary>
    public required string Key { get; init; }

    public long Cents { get; init; }
    public required string Currency { get; init; }
    public required string Reason { get; init; }

    /// <summary>Money nobody asked for: it does not count against what the service was paid.</summary>
    public bool IsSurplus { get; init; }

    /// <summary>The officer who asked; null where a service or the block itself did.</summary>
    public Guid? RequestedBy { get; init; }

    public Guid? DecidedBy { get; set; }
    public DateTimeOffset RequestedAt { get; init; }
    public RefundState State { get; private set; }

    /// <summary>How often the provider refused; part of the key that makes each try one refund at the provider.</summary>
    public int Refusals { get; set; }

    public int Tries { get; set; }
    public DateTimeOffset? NextTryAt { get; set; }
    public string? LastAnswer { get; set; }

    /// <summary>The ledger owes it to the payer.</summary>
    public bool IsPosted { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
    public int Version { get; private set; }

    public string ProviderKey => $"{Id:N}-{Refusals}";

    public void Move(RefundState to) => State = to;
}
