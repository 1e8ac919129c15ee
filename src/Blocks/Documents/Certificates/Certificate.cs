using OneStop.Documents.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Documents.Certificates;

/// <summary>An issued certificate: what the file says of itself, and which bytes it is.</summary>
internal sealed class Certificate
{
    public required string Serial { get; init; }
    public required string Kind { get; init; }
    public required string SubjectKey { get; init; }
    public required LocalizedText Title { get; init; }
    public required LocalizedText Issuer { get; init; }
    public DateOnly IssuedOn { get; init; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    internal static Certificate From(PreparedCertificate prepared, DateTimeOffset recordedAt) => new()
    {
        Serial = prepared.Request.Serial,
        Kind = prepared.Request.Kind,
        SubjectKey = prepared.Request.SubjectKey,
        Title = prepared.Request.Title,
        Issuer = prepared.Request.Issuer,
        IssuedOn = prepared.Request.IssuedOn,
        Sha256 = prepared.Sha256,
        Bytes = prepared.Bytes,
        RecordedAt = recordedAt,
    };
}
