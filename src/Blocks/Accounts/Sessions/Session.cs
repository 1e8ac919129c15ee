using OneStop.Platform.Identifiers;

namespace OneStop.Accounts.Sessions;

/// <summary>One sign-in, from a browser or a program. Every request asks whether it still stands, so ending it works at once.</summary>
internal sealed class Session
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public SessionKind Kind { get; init; }

    /// <summary>Browser and system in two words, for the owner to recognise.</summary>
    public required string Device { get; init; }

    /// <summary>Whether a one-time code or a passkey was shown; officers act only then.</summary>
    public bool SecondFactor { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the person last proved to be themselves in this session.</summary>
    public DateTimeOffset ProvenAt { get; set; }

    public DateTimeOffset EndsAt { get; private set; }

    public static Session Start(Guid accountId, SessionKind kind, string device, bool secondFactor, DateTimeOffset now) => new()
    {
        Id = Ids.New(),
        AccountId = accountId,
        Kind = kind,
        Device = device,
        SecondFactor = secondFactor,
        StartedAt = now,
        ProvenAt = now,
        EndsAt = now + Longest,
    };

    public void End(DateTimeOffset now) => EndsAt = now < EndsAt ? now : EndsAt;
}

internal enum SessionKind
{
    Browser,
    Program,
}
