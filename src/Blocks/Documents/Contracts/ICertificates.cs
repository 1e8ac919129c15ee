using OneStop.Platform.Texts;

namespace OneStop.Documents.Contracts;

/// <summary>Sealed certificates as PDF, which anybody can verify.</summary>
public interface ICertificates
{
    /// <summary>Renders, seals and stores the file; slow, so outside any write. Safe to repeat.</summary>
    Task<PreparedCertificate> PrepareAsync(CertificateRequest request, CancellationToken ct = default);

    /// <summary>Makes the prepared certificate valid, in the caller's write. The same serial is one certificate.</summary>
    Task RecordAsync(PreparedCertificate certificate, CancellationToken ct = default);

    /// <summary>
    /// The characters that no certificate can show, each once: refuse them where a name is chosen. What is left shows as 〓.
    /// Everything of Big5 and the Hong Kong Supplementary Character Set can be shown.
    /// </summary>
    IReadOnlyList<string> CannotShow(string text);

    /// <summary>Where anybody downloads it and where anybody verifies it, without the language.</summary>
    CertificatePaths Paths(string serial);
}

public sealed record CertificatePaths(string Download, string Verify);

/// <param name="Kind">Whose <see cref="ICertificateSubject"/> tells what the register says now: <c>companies.incorporation</c>.</param>
/// <param name="Serial">A <c>ReferenceNumber</c>; printed, in the QR code, and in the address.</param>
/// <param name="SubjectKey">The key in the subject's register: a company number.</param>
/// <param name="Body">Bilingual blocks in the order of the page.</param>
public sealed record CertificateRequest(
    string Kind, string Serial, string SubjectKey, LocalizedText Title, LocalizedText Issuer, DateOnly IssuedOn,
    IReadOnlyList<CertificateBlock> Body, LocalizedText SignatoryTitle, string SignatoryName);

/// <summary>A part of a certificate; each is shown in English and traditional Chinese.</summary>
public abstract record CertificateBlock;

public sealed record Paragraph(LocalizedText Text) : CertificateBlock;

/// <summary>A line that stands out: the company's name, its number.</summary>
public sealed record Emphasis(string Text) : CertificateBlock;

public sealed record Facts(IReadOnlyList<(LocalizedText Label, string Value)> Rows) : CertificateBlock;

public sealed record PreparedCertificate(CertificateRequest Request, string Sha256, long Bytes);

/// <summary>What the register says today about a certificate's subject; the service that issues the kind implements it.</summary>
public interface ICertificateSubject
{
    string Kind { get; }

    Task<SubjectState?> DescribeAsync(string subjectKey, CancellationToken ct = default);
}

/// <param name="Holds">True where the register still says what certificates of this kind say.</param>
/// <param name="Path">The register's public page, without the language.</param>
public sealed record SubjectState(bool Holds, IReadOnlyList<(LocalizedText Label, string Value)> Rows, string? Path);
