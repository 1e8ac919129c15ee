using Microsoft.Extensions.Configuration;
using OneStop.Companies.Incorporation.Certificates;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Changes;

/// <summary>A filed form as a sealed PDF: which form, of which company, when, and what it asks.</summary>
internal sealed class FiledDocuments(Text text, Differences differences, IConfiguration configuration)
{
    internal const string Kind = "companies.filed-form";
    private const string Prefix = $"{ChangeForm.Prefix}.document";

    internal CertificateRequest Of(ChangeForm form, Filing filing, CompanyParticulars before, Effect effect, DateOnly on) => new(
        Kind, IncorporationCertificates.Serial("CF", before.Number, filing.Id), before.Number,
        text.All($"{form.TextPrefix}.title"), text.All($"{IncorporationForm.TextPrefix}.certificates.incorporation.issuer"), on,
        [
            .. new[] { before.NameEnglish, before.NameChinese }.OfType<string>().Select(name => new Emphasis(name)),
            new Facts(
            [
                (text.All($"{Prefix}.form"), ChangeForms.NumberOn(form.Number, on)),
                (text.All($"{Prefix}.reference"), filing.Reference),
                (text.All($"{Prefix}.number"), before.Number),
                (text.All($"{Prefix}.filed-on"), on.Both()),
                (text.All($"{Prefix}.holds-from"), effect.On!.Value.Both()),
            ]),
            new Paragraph(text.All($"{Prefix}.changes")),
            new Facts([.. differences.Between(before, effect.Company!).SelectMany(Rows)]),
        ],
        text.All($"{IncorporationForm.TextPrefix}.certificates.incorporation.signatory"), configuration["Companies:Registrar"] ?? "OneStop Demonstration");

    private IEnumerable<(LocalizedText Label, string Value)> Rows(Difference difference)
    {
        if (difference.Before is { } before)
        {
            yield return (text.All($"{Prefix}.until-now", difference.What), before.Both());
        }

        if (difference.After is { } after)
        {
            yield return (text.All($"{Prefix}.from-now", difference.What), after.Both());
        }
    }
}

/// <summary>A filed form, an extract, a certification stay what they were on their day; what the register says now stands on its page.</summary>
internal sealed class DocumentSubject(string kind, IRegisters registers, Text text) : ICertificateSubject
{
    public string Kind => kind;

    public async Task<SubjectState?> DescribeAsync(string subjectKey, CancellationToken ct = default)
    {
        if (await registers.FindAsync(RegisterNames.Companies, subjectKey, ct) is not { } entry)
        {
            return null;
        }

        var company = CompanyParticulars.From(entry.Content);
        const string prefix = $"{IncorporationForm.TextPrefix}.certificates";
        return new SubjectState(true,
            [
                (text.All($"{prefix}.number"), company.Number),
                .. company.NameEnglish is { } english ? [(text.All($"{prefix}.name-english"), english)] : Array.Empty<(LocalizedText, string)>(),
                .. company.NameChinese is { } chinese ? [(text.All($"{prefix}.name-chinese"), chinese)] : Array.Empty<(LocalizedText, string)>(),
                (text.All($"{prefix}.status"), text[$"{prefix}.status.{company.Status.ToString().ToLowerInvariant()}"]),
            ],
            $"/companies/{company.Number}");
    }
}
