using OneStop.Filings.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Life;

/// <summary>A filing as it is kept. Its state changes by <see cref="Take"/> only, along <see cref="Lifecycle.Table"/>.</summary>
internal sealed class StoredFiling
{
    public Guid Id { get; init; }

    /// <summary>Null until the first submission.</summary>
    public string? Reference { get; set; }
    public required string Service { get; init; }
    public int FormVersion { get; init; }
    public FilingState State { get; private set; }
    public DateTimeOffset StateSince { get; private set; }
    public Guid FilerId { get; init; }

    /// <summary>Where it was begun, for the usage figures.</summary>
    public UsageChannel Channel { get; init; }

    /// <summary>The answers as JSON, without the sealed ones.</summary>
    public required string Content { get; set; }

    /// <summary>The sealed answers by their path, encrypted together.</summary>
    public string? Sealed { get; set; }
    public string? ContentHash { get; set; }
    public string? Result { get; set; }

    /// <summary>Why an officer returned or refused it, in three languages; JSON.</summary>
    public string? Reasons { get; set; }
    public Guid? PaymentId { get; set; }
    public DateTimeOffset? PaidAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>When the reconciler looks at it next: a draft has ended, a hold lapses, a submitted filing counts as stuck. Null: never.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public string? IdempotencyKey { get; init; }
    public string? IdempotencyHash { get; init; }
    public int Version { get; set; }

    public bool IsEditable => Lifecycle.IsEditable(State);

    public void Begin(DateTimeOffset now, DateTimeOffset endsAt)
    {
        State = FilingState.Draft;
        StateSince = now;
        DueAt = endsAt;
    }

    public bool Can(FilingStep step) => Lifecycle.Next(State, step) is not null;

    public void Take(FilingStep step, DateTimeOffset now)
    {
        State = Lifecycle.Next(State, step) ?? throw new InvalidOperationException($"Filing {Id} is {State}: {step} is not possible.");
        StateSince = now;
        ChangedAt = now;
    }
}
