using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Incorporation.Certificates;

/// <summary>What the companies register says today of a certificate of incorporation's company.</summary>
internal sealed class IncorporationSubject(IRegisters registers, Text text) : ICertificateSubject
{
    private const string Prefix = $"{IncorporationForm.TextPrefix}.certificates";

    public string Kind => IncorporationCertificates.IncorporationKind;

    public async Task<SubjectState?> DescribeAsync(string subjectKey, CancellationToken ct = default)
    {
        if (await registers.FindAsync(RegisterNames.Companies, subjectKey, ct) is not { } entry)
        {
            return null;
        }

        var company = CompanyParticulars.From(entry.Content);
        return new SubjectState(
            company.Status == CompanyStatus.Live,
            [
                .. company.NameEnglish is { } english ? [(text.All($"{Prefix}.name-english"), english)] : Array.Empty<(LocalizedText, string)>(),
                .. company.NameChinese is { } chinese ? [(text.All($"{Prefix}.name-chinese"), chinese)] : Array.Empty<(LocalizedText, string)>(),
                (text.All($"{Prefix}.number"), company.Number),
                (text.All($"{Prefix}.brn"), company.Brn),
                (text.All($"{Prefix}.incorporated-on"), Text.Day(company.IncorporatedOn)),
                (text.All($"{Prefix}.status"), text[$"{Prefix}.status.{company.Status.ToString().ToLowerInvariant()}"]),
            ],
            $"/companies/{company.Number}");
    }
}

/// <summary>What the register of businesses says today; its certificate holds until it expires or the company is dissolved.</summary>
internal sealed class BusinessSubject(IRegisters registers, Text text, TimeProvider time) : ICertificateSubject
{
    private const string Prefix = $"{IncorporationForm.TextPrefix}.certificates";

    public string Kind => IncorporationCertificates.BusinessKind;

    public async Task<SubjectState?> DescribeAsync(string subjectKey, CancellationToken ct = default)
    {
        if (await registers.FindAsync(RegisterNames.Businesses, subjectKey, ct) is not { } entry)
        {
            return null;
        }

        var business = BusinessParticulars.From(entry.Content);
        var company = await registers.FindAsync(RegisterNames.Companies, business.CompanyNumber, ct);
        var isLive = company is not null && CompanyParticulars.From(company.Content).Status == CompanyStatus.Live;
        return new SubjectState(
            isLive && business.ExpiresOn >= HongKong.Today(time),
            [
                (text.All($"{Prefix}.brn"), business.Brn),
                (text.All($"{Prefix}.business.nature"), BusinessNatures.Named(business.Nature).ToString()),
                (text.All($"{Prefix}.business.address"), business.Address.ToString()),
                (text.All($"{Prefix}.business.until"), Text.Day(business.ExpiresOn)),
            ],
            $"/companies/{business.CompanyNumber}");
    }
}
