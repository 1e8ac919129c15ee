namespace OneStop.Documents.Sealing;

/// <summary>A seal this government has used. Its certificates stay for ever, so that old documents can still be checked.</summary>
internal sealed class StoredSeal
{
    /// <summary><c>demonstration</c>, or the thumbprint of a configured one.</summary>
    public required string Name { get; init; }

    /// <summary>The seal's certificate and those above it, in PEM.</summary>
    public required string Certificates { get; init; }

    /// <summary>PKCS #12 under the field cipher; null where the key stays in the operator's own file.</summary>
    public byte[]? SealedKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
