using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation.Certificates;

/// <summary>What the two certificates say (Cap. 622 s.71, Cap. 310 s.6).</summary>
internal sealed class IncorporationCertificates(Text text, IConfiguration configuration)
{
    internal const string IncorporationKind = "companies.incorporation";
    internal const string BusinessKind = "companies.business-registration";
    private const string Prefix = $"{IncorporationForm.TextPrefix}.certificates";
    private const int RandomBits = 26;

    internal CertificateRequest Incorporation(CompanyParticulars company, Guid filingId) => new(
        IncorporationKind, Serial("CI", company.Number, filingId), company.Number,
        text.All($"{Prefix}.incorporation.title"), text.All($"{Prefix}.incorporation.issuer"), company.IncorporatedOn,
        [
            new Paragraph(text.All($"{Prefix}.incorporation.certify")),
            .. Names(company).Select(name => new Emphasis(name)),
            new Paragraph(text.All($"{Prefix}.incorporation.incorporated.{company.Kind.ToString().ToLowerInvariant()}", Text.DayInAll(company.IncorporatedOn))),
            new Facts(
            [
                (text.All($"{Prefix}.number"), company.Number),
                (text.All($"{Prefix}.brn"), company.Brn),
            ]),
        ],
        text.All($"{Prefix}.incorporation.signatory"), configuration["Companies:Registrar"] ?? "OneStop Demonstration");

    internal CertificateRequest BusinessRegistration(CompanyParticulars company, BusinessParticulars business, string? businessName, Guid filingId) => new(
        BusinessKind, Serial("BR", company.Number, filingId), business.Brn,
        text.All($"{Prefix}.business.title"), text.All($"{Prefix}.business.issuer"), company.IncorporatedOn,
        [
            .. Names(company).Select(name => new Emphasis(name)),
            new Facts(
            [
                .. businessName is null ? [] : new[] { (text.All($"{Prefix}.business.name"), businessName) },
                (text.All($"{Prefix}.business.address"), business.Address.ToString()),
                (text.All($"{Prefix}.business.nature"), BusinessNatures.Named(business.Nature).Both()),
                (text.All($"{Prefix}.business.status"), "Body corporate 法人團體"),
                (text.All($"{Prefix}.business.from"), company.IncorporatedOn.Both()),
                (text.All($"{Prefix}.business.until"), business.ExpiresOn.Both()),
                (text.All($"{Prefix}.business.certificate-number"), CertificateNumber(business.Brn, company.IncorporatedOn)),
            ]),
            new Paragraph(text.All($"{Prefix}.business.display")),
        ],
        text.All($"{Prefix}.business.signatory"), configuration["Companies:RevenueCommissioner"] ?? "OneStop Demonstration");

    /// <summary>
    /// One filing always makes the same serials, so that a repeated fulfilment makes no second certificate. The company's number keeps
    /// them apart; the rest cannot be guessed without the filing's id.
    /// </summary>
    internal static string Serial(string prefix, string companyNumber, Guid filingId)
    {
        var hash = SHA256.HashData([.. System.Text.Encoding.ASCII.GetBytes(prefix), .. filingId.ToByteArray()]);
        var random = BinaryPrimitives.ReadUInt32BigEndian(hash) >> (32 - RandomBits);
        return ReferenceNumber.Of(prefix, (long.Parse(companyNumber, CultureInfo.InvariantCulture) << RandomBits) | random);
    }

    // As printed: registration number, branch, month and year of commencement. [A] The last symbol of real certificates is left out.
    private static string CertificateNumber(string brn, DateOnly from) => $"{brn}-000-{from.ToString("MM-yy", CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> Names(CompanyParticulars company) => new[] { company.NameEnglish, company.NameChinese }.OfType<string>();
}
