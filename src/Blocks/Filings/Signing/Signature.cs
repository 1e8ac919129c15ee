namespace OneStop.Filings.Signing;

internal enum SignatureState
{
    Waiting,
    Signed,
    Declined,

    /// <summary>The content changed after it was asked for or given.</summary>
    Void,
}

/// <summary>Somebody's signature on one frozen content: asked for, given with its evidence, or declined. Never overwritten once given.</summary>
internal sealed class Signature
{
    public Guid Id { get; init; }
    public Guid FilingId { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }

    /// <summary>The address as it is compared: lower case.</summary>
    public required string EmailKey { get; init; }

    /// <summary>In what capacities, in three languages; JSON.</summary>
    public required string Capacities { get; init; }

    /// <summary>SHA-256 of the invitation's token; the token itself is in the invitation only.</summary>
    public string? TokenHash { get; set; }
    public DateTimeOffset TokenExpiresAt { get; set; }
    public int Invitations { get; set; }
    public SignatureState State { get; set; }

    /// <summary>What is signed: the hash of the frozen content.</summary>
    public required string ContentHash { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public Guid? PersonId { get; set; }

    /// <summary>The words agreed to, in the language they were shown in.</summary>
    public string? Statement { get; set; }
    public string? Language { get; set; }

    /// <summary>How the account was signed in to (RFC 8176 values).</summary>
    public string? AuthenticationMethod { get; set; }
    public string? DeclineReason { get; set; }
    public int Version { get; set; }

    public static string KeyOf(string email) => email.Trim().ToLowerInvariant();
}
