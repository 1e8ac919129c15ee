using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace OneStop.Documents.Sealing;

/// <summary>Detached CMS with the attributes CAdES asks for (ETSI EN 319 122-1): content type, message digest, and the signing certificate's hash. PAdES forbids the signing time here.</summary>
internal static class CadesSignature
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    internal static byte[] Make(byte[] content, Seal seal)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, seal.Certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.AddRange(seal.Chain);
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), EssCertificate(seal.Certificate)));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    /// <summary>Who signed these bytes; null where the signature is not sound or does not belong to them.</summary>
    internal static X509Certificate2? SignerOf(byte[] content, byte[] signature)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(content), detached: true);
            // The room left for it is larger than the signature; zeros fill the rest.
            AsnDecoder.ReadEncodedValue(signature, AsnEncodingRules.BER, out _, out _, out var length);
            cms.Decode(signature.AsSpan(0, length));
            cms.CheckSignature(verifySignatureOnly: true);
            return cms.SignerInfos.Count == 1 ? cms.SignerInfos[0].Certificate : null;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    // SigningCertificateV2 of RFC 5035 with one ESSCertIDv2, whose hash is SHA-256 by default.
    private static byte[] EssCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }
}
