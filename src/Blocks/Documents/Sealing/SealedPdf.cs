using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OneStop.Documents.Contracts;
using OneStop.Platform.Texts;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Signatures;

namespace OneStop.Documents.Sealing;

/// <summary>
/// Seals a certificate as PAdES B-B (ETSI EN 319 142-1). PDFsharp lays out the signature field and leaves room; the seal goes in
/// afterwards, because its own is of the older kind. The same request under the same seal gives the same bytes, so that a repeated
/// preparation leaves nothing behind: the time of sealing is the beginning of the day of issue, identifiers come from the serial.
/// </summary>
internal static partial class SealedPdf
{
    private const int Room = 8_000;

    internal static async Task<byte[]> MakeAsync(PdfDocument document, CertificateRequest request, Seal seal)
    {
        var sealedAt = request.IssuedOn.ToDateTime(TimeOnly.MinValue);
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(request.Serial))[..16];
        document.Internals.FirstDocumentID = document.Internals.SecondDocumentID = Encoding.Latin1.GetString(id);
        (document.Info.CreationDate, document.Info.ModificationDate) = (sealedAt, sealedAt);
        DigitalSignatureHandler.ForDocument(document, new RoomOnly(), new DigitalSignatureOptions
        {
            AppName = "OneStop",
            Reason = $"{request.Title.En} {request.Serial}",
            Location = "Hong Kong",
            ContactInfo = request.Issuer.En,
        });
        using var file = new MemoryStream();
        await document.SaveAsync(file, closeStream: false);
        return Finish(file.ToArray(), sealedAt, new Guid(id), seal);
    }

    private static byte[] Finish(byte[] pdf, DateTime sealedAt, Guid id, Seal seal)
    {
        // Latin-1 maps bytes to characters one to one; every replacement has the length of what it replaces.
        var text = Encoding.Latin1.GetString(pdf);
        text = text.Replace("/SubFilter/adbe.pkcs7.detached/", "/SubFilter/ETSI.CAdES.detached/", StringComparison.Ordinal);
        text = SigningTime().Replace(text, $"/M(D:{sealedAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}+08'00')");
        text = MetadataDate().Replace(text, $">{sealedAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)}+08:00<");
        text = MetadataId().Replace(text, $"uuid:{id}");
        var subsets = SubsetTag().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
        for (var i = 0; i < subsets.Count; i++)
        {
            text = text.Replace($"/{subsets[i]}+", $"/ONESE{(char)('A' + i)}+", StringComparison.Ordinal);
        }

        pdf = Encoding.Latin1.GetBytes(text);
        var range = ByteRange.Find(pdf) ?? throw new InvalidOperationException("The library laid out no signature.");
        var signature = Convert.ToHexString(CadesSignature.Make(range.Covered(pdf), seal));
        Encoding.Latin1.GetBytes(signature).CopyTo(pdf.AsSpan(range.GapStart + 1));
        return pdf;
    }

    [GeneratedRegex(@"/M\(D:\d{14}[+-]\d\d'\d\d'\)")]
    private static partial Regex SigningTime();

    [GeneratedRegex(@">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d<")]
    private static partial Regex MetadataDate();

    [GeneratedRegex("uuid:[0-9a-f-]{36}")]
    private static partial Regex MetadataId();

    [GeneratedRegex(@"/FontName/([A-Z]{6})\+")]
    private static partial Regex SubsetTag();

    private sealed class RoomOnly : IDigitalSigner
    {
        public string CertificateName => "OneStop";

        public Task<int> GetSignatureSizeAsync() => Task.FromResult(Room);

        public Task<byte[]> GetSignatureAsync(Stream stream) => Task.FromResult(new byte[Room]);
    }
}
