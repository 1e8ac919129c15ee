using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OneStop.Audit.Contracts;
using OneStop.Documents.Certificates.Drawing;
using OneStop.Documents.Contracts;
using OneStop.Documents.Files;
using OneStop.Documents.Sealing;
using OneStop.Platform.Data;

namespace OneStop.Documents.Certificates;

internal sealed class IssuedCertificates(DocumentsDb db, Writes writes, FileStore files, SealKeys keys, IConfiguration configuration, TimeProvider time) : ICertificates
{
    public async Task<PreparedCertificate> PrepareAsync(CertificateRequest request, CancellationToken ct = default)
    {
        if (await db.Certificates.FirstOrDefaultAsync(certificate => certificate.Serial == request.Serial, ct) is { } issued)
        {
            return new PreparedCertificate(request, issued.Sha256, issued.Bytes);
        }

        var seal = await keys.GetAsync(ct);
        var pdf = await SealedPdf.MakeAsync(CertificatePdf.Draw(request, VerifyAddress(request.Serial)), request, seal);
        return new PreparedCertificate(request, await files.KeepAsync(pdf, ct), pdf.LongLength);
    }

    public Task RecordAsync(PreparedCertificate certificate, CancellationToken ct = default) => writes.RunAsync(async write =>
    {
        var certificates = write.Get<DocumentsDb>();
        var request = certificate.Request;
        if (await certificates.Certificates.FirstOrDefaultAsync(issued => issued.Serial == request.Serial, ct) is not { } known)
        {
            certificates.Certificates.Add(Certificate.From(certificate, time.GetUtcNow()));
            await certificates.SaveChangesAsync(ct);
            await write.Get<IAudit>().RecordAsync(new AuditLine(
                "certificate.issued", $"certificate/{request.Serial}", Facts: new Dictionary<string, string> { ["kind"] = request.Kind, ["sha256"] = certificate.Sha256 }), ct);
        }
        else if ((known.Kind, known.SubjectKey) != (request.Kind, request.SubjectKey))
        {
            throw new InvalidOperationException($"The serial {request.Serial} is already a certificate of {known.Kind} for {known.SubjectKey}.");
        }
    }, ct);

    public IReadOnlyList<string> CannotShow(string text) =>
        [.. text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune) && !Typefaces.Covers(rune)).Select(rune => rune.ToString()).Distinct(StringComparer.Ordinal)];

    public CertificatePaths Paths(string serial) => new($"/documents/certificates/{serial}.pdf", $"/verify/{serial}");

    // Without the language: each reader is led to their own.
    private string VerifyAddress(string serial)
    {
        var site = configuration["PublicUrl"] ?? configuration["urls"]?.Split(';')[0] ?? "http://127.0.0.1:8080";
        return site.TrimEnd('/') + Paths(serial).Verify;
    }
}
