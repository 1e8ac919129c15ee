using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using OneStop.Documents.Contracts;
using OneStop.Documents.Files;
using OneStop.Documents.Sealing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Documents.Verification;

/// <summary>Certificates are verified and downloaded by anybody who has their serial: fifty random bits, and not often for each address.</summary>
internal static class CertificatesApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/certificates/{serial}", FindAsync).AllowAnonymous().RequireRateLimiting(Limits.Careful)
            .WithTags("Documents").WithName("VerifyCertificate").WithSummary("What was issued under a serial, whether its seal is sound, and what the register says today")
            .Produces<CertificateAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/documents/certificates/{serial}.pdf", DownloadAsync).AllowAnonymous().RequireRateLimiting(Limits.Careful)
            .WithTags("Documents").WithName("DownloadCertificate").WithSummary("The sealed certificate as PDF")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/documents/seal.pem", SealAsync).AllowAnonymous()
            .WithTags("Documents").WithName("DownloadSealCertificates").WithSummary("The seal's certificate and those above it, to check certificates offline")
            .Produces(StatusCodes.Status200OK, contentType: "application/x-pem-file");
    }

    private static async Task<IResult> FindAsync(string serial, CertificateCheck certificates, ICertificates paths, Text text, CancellationToken ct)
    {
        var typed = TypedSerial.Read(serial);
        if (typed.Serial is null)
        {
            return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: text[$"documents.verify.serial.{typed.Problem}"]);
        }

        return await certificates.FindAsync(typed.Serial, ct) is { } found
            ? Results.Ok(CertificateAnswer.From(found, paths.Paths(typed.Serial)))
            : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["documents.verify.unknown.title"], detail: text["documents.verify.unknown.cure", typed.Serial]);
    }

    private static async Task<IResult> DownloadAsync(string serial, DocumentsDb db, FileStore files, HttpContext context, CancellationToken ct)
    {
        var certificate = TypedSerial.Read(serial).Serial is { } known ? await db.Certificates.FirstOrDefaultAsync(issued => issued.Serial == known, ct) : null;
        if (certificate is null || await files.ReadAsync(certificate.Sha256, ct) is not { } pdf)
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"{certificate.Serial}.pdf" }.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(pdf, "application/pdf", entityTag: new EntityTagHeaderValue($"\"{certificate.Sha256}\""));
    }

    private static async Task<IResult> SealAsync(SealKeys keys, CancellationToken ct) =>
        Results.Text((await keys.GetAsync(ct)).Pem, "application/x-pem-file");
}

internal sealed record CertificateAnswer(
    string Serial, string Kind, string SubjectKey, LocalizedText Title, LocalizedText Issuer, DateOnly IssuedOn, DateTimeOffset RecordedAt,
    string Sha256, long Bytes, bool SealIsSound, RegisterAnswer? Register, string Download)
{
    internal static CertificateAnswer From(CheckedCertificate found, CertificatePaths paths)
    {
        var certificate = found.Certificate;
        var register = found.Register is { } state
            ? new RegisterAnswer(state.Holds, [.. state.Rows.Select(row => new RegisterFact(row.Label, row.Value))], state.Path)
            : null;
        return new(
            certificate.Serial, certificate.Kind, certificate.SubjectKey, certificate.Title, certificate.Issuer, certificate.IssuedOn, certificate.RecordedAt,
            certificate.Sha256, certificate.Bytes, found.Sealed, register, paths.Download);
    }
}

/// <param name="Holds">The register still says what the certificate says.</param>
internal sealed record RegisterAnswer(bool Holds, IReadOnlyList<RegisterFact> Facts, string? Path);

internal sealed record RegisterFact(LocalizedText Label, string Value);
