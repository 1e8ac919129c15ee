using Microsoft.EntityFrameworkCore;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OneStop.Documents.Sealing;

internal enum SealVerdict
{
    /// <summary>Sealed by this government, and not a byte changed since.</summary>
    Sound,

    /// <summary>There is a seal, but it does not fit the file.</summary>
    Altered,

    /// <summary>A sound signature of somebody else.</summary>
    Foreign,

    /// <summary>No seal at all.</summary>
    None,
}

/// <summary>Checks a PDF's seal against the seals this government has ever used.</summary>
internal sealed class SealCheck(DocumentsDb db)
{
    internal async Task<SealVerdict> CheckAsync(byte[] pdf, CancellationToken ct)
    {
        if (ByteRange.Find(pdf) is not { } range)
        {
            return pdf.AsSpan().IndexOf("/ByteRange"u8) >= 0 ? SealVerdict.Altered : SealVerdict.None;
        }

        if (range.End != pdf.Length || Signature(pdf, range) is not { } signature || CadesSignature.SignerOf(range.Covered(pdf), signature) is not { } signer)
        {
            return SealVerdict.Altered;
        }

        var seals = await db.Seals.Select(seal => seal.Certificates).ToListAsync(ct);
        return seals.Any(pem => IsOf(pem, signer)) ? SealVerdict.Sound : SealVerdict.Foreign;
    }

    private static bool IsOf(string pem, X509Certificate2 signer)
    {
        using var own = X509Certificate2.CreateFromPem(pem);
        return own.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span);
    }

    private static byte[]? Signature(byte[] pdf, ByteRange range)
    {
        try
        {
            return Convert.FromHexString(Encoding.Latin1.GetString(pdf, range.GapStart + 1, range.GapEnd - range.GapStart - 2));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
