using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation;

/// <summary>What the filing remembers of its company, and where that leads.</summary>
internal static class Outcomes
{
    private const string Prefix = $"{IncorporationForm.TextPrefix}.outcome";

    internal static JsonObject Result(CompanyParticulars company, string incorporation, string registration, IReadOnlyList<string> forms) => new()
    {
        ["companyNumber"] = company.Number,
        ["brn"] = company.Brn,
        ["incorporationCertificate"] = incorporation,
        ["businessCertificate"] = registration,
        ["forms"] = new JsonArray([.. forms.Select(form => JsonValue.Create(form))]),
    };

    internal static IReadOnlyList<OutcomeLink> Links(JsonObject? result, ICertificates certificates, Text text)
    {
        if (Answers.Text(result?["companyNumber"]) is not { } number
            || Answers.Text(result?["incorporationCertificate"]) is not { } incorporation
            || Answers.Text(result?["businessCertificate"]) is not { } registration)
        {
            return [];
        }

        return
        [
            new(text.All($"{Prefix}.company", number), $"/companies/{number}"),
            new(text.All($"{Prefix}.incorporation"), certificates.Paths(incorporation).Download),
            new(text.All($"{Prefix}.business"), certificates.Paths(registration).Download),
            new(text.All($"{Prefix}.verify"), certificates.Paths(incorporation).Verify),
        ];
    }
}
