using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OneStop.Documents.Sealing;

/// <summary>The electronic seal: a certificate with its key, and those who vouch for it.</summary>
internal sealed record Seal(X509Certificate2 Certificate, X509Certificate2Collection Chain)
{
    internal static Seal FromPkcs12(byte[] pkcs12, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(pkcs12, password, X509KeyStorageFlags.EphemeralKeySet);
        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("The PKCS #12 file holds no private key.");
        all.Remove(own);
        return new Seal(own, all);
    }

    internal string Pem => string.Join('\n', new[] { Certificate }.Concat(Chain).Select(certificate => certificate.ExportCertificatePem())) + "\n";

    /// <summary>A root of its own and a seal below it, for demonstrations: nobody outside trusts them, and their names say so.</summary>
    internal static byte[] MakeDemonstration(DateTimeOffset now)
    {
        // Certificates are sealed as of the morning of their day of issue, which may lie a little before the first use.
        var from = now.AddDays(-30);
        using var rootKey = RSA.Create(3072);
        var rootRequest = new CertificateRequest("CN=OneStop Demonstration Root, O=OneStop demonstration, C=HK", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, critical: false));
        using var root = rootRequest.CreateSelfSigned(from, now.AddYears(20));

        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=OneStop Demonstration Seal, O=OneStop demonstration, C=HK", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issued = request.Create(root, from, now.AddYears(10), RandomNumberGenerator.GetBytes(16));
        using var withKey = issued.CopyWithPrivateKey(key);
        return new X509Certificate2Collection { withKey, X509CertificateLoader.LoadCertificate(root.RawData) }.Export(X509ContentType.Pkcs12)!;
    }
}
