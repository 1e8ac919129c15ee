using Microsoft.EntityFrameworkCore;
using OneStop.Documents.Certificates;
using OneStop.Documents.Contracts;
using OneStop.Documents.Files;
using OneStop.Documents.Sealing;
using OneStop.Platform.Identifiers;

namespace OneStop.Documents.Verification;

/// <summary>What is true of a certificate now: what was issued, whether its stored file and seal are sound, and what the register says.</summary>
internal sealed class CertificateCheck(DocumentsDb db, FileStore files, SealCheck seals, IEnumerable<ICertificateSubject> subjects)
{
    internal async Task<CheckedCertificate?> FindAsync(string serial, CancellationToken ct)
    {
        if (await db.Certificates.FirstOrDefaultAsync(certificate => certificate.Serial == serial, ct) is not { } certificate)
        {
            return null;
        }

        var subject = subjects.FirstOrDefault(subject => subject.Kind == certificate.Kind);
        var state = subject is null ? null : await subject.DescribeAsync(certificate.SubjectKey, ct);
        return new CheckedCertificate(certificate, await IsSealedAsync(certificate, ct), state);
    }

    /// <summary>What an uploaded file is: exactly an issued certificate, an altered one, or none of ours.</summary>
    internal async Task<CheckedFile> CheckAsync(byte[] file, string sha256, CancellationToken ct)
    {
        var verdict = await seals.CheckAsync(file, ct);
        if (await db.Certificates.Where(certificate => certificate.Sha256 == sha256).Select(certificate => certificate.Serial).FirstOrDefaultAsync(ct) is { } issued)
        {
            return new CheckedFile(FileVerdict.Genuine, issued);
        }

        var claimed = SerialInside.Find(file);
        var known = claimed is not null && await db.Certificates.AnyAsync(certificate => certificate.Serial == claimed, ct);
        return verdict switch
        {
            SealVerdict.None or SealVerdict.Foreign when !known => new CheckedFile(FileVerdict.NotOurs, null),
            SealVerdict.Sound => new CheckedFile(FileVerdict.NotInForce, known ? claimed : null),
            _ => new CheckedFile(FileVerdict.Altered, known ? claimed : null),
        };
    }

    private async Task<bool> IsSealedAsync(Certificate certificate, CancellationToken ct)
    {
        try
        {
            return await files.ReadAsync(certificate.Sha256, ct) is { } pdf && await seals.CheckAsync(pdf, ct) == SealVerdict.Sound;
        }
        catch (DamagedFileException)
        {
            return false;
        }
    }
}

/// <param name="Sealed">The stored file is what was issued, and its seal is sound.</param>
/// <param name="Register">What the register says today; null where it says nothing or the kind is no longer known here.</param>
internal sealed record CheckedCertificate(Certificate Certificate, bool Sealed, SubjectState? Register);

internal sealed record CheckedFile(FileVerdict Verdict, string? Serial);

internal enum FileVerdict
{
    /// <summary>Byte for byte what was issued.</summary>
    Genuine,

    /// <summary>It was a certificate, or claims to be one, but it is not what was issued.</summary>
    Altered,

    /// <summary>Sealed here, but never brought into force.</summary>
    NotInForce,

    /// <summary>Not a certificate of this government.</summary>
    NotOurs,
}
