namespace OneStop.Payments.Ledger;

internal enum EntryKind
{
    /// <summary>A payment arrived.</summary>
    Capture,

    /// <summary>Money arrived that nobody asked for.</summary>
    Surplus,

    /// <summary>A refund is owed to the payer.</summary>
    RefundOwed,

    /// <summary>A refund reached the payer.</summary>
    RefundPaid,

    /// <summary>A refund is owed no more: the posting that owed it, turned round.</summary>
    RefundUndone,

    /// <summary>The provider took money back.</summary>
    Reversal,
}

/// <summary>A balanced set of postings. Append-only; what was wrong is turned round by another entry. Each carries the hash of the one before.</summary>
internal sealed class LedgerEntry
{
    public long Number { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>In Hong Kong.</summary>
    public DateOnly Day { get; init; }

    public EntryKind Kind { get; init; }

    /// <summary>The attempt or refund that moved the money.</summary>
    public Guid SubjectId { get; init; }

    public Guid BillId { get; init; }

    /// <summary>The payment's reference.</summary>
    public required string Reference { get; init; }

    public required string Currency { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
    public List<Posting> Postings { get; init; } = [];
}

/// <summary>One account's part of an entry; positive is a debit.</summary>
internal sealed class Posting
{
    public long EntryNumber { get; init; }
    public int Line { get; init; }
    public required string Account { get; init; }
    public long Cents { get; init; }
}
