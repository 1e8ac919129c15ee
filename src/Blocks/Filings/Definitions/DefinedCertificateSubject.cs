using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Filings.Definitions;

/// <summary>What is true today of a certificate that a defined e-service gave: its filing stands, and what its register says now.</summary>
internal sealed class DefinedCertificateSubject(FilingsDb db, Definitions definitions, IServiceProvider scope, Text text) : ICertificateSubject
{
    public const string KindOfAll = "eservices";

    public string Kind => KindOfAll;

    public async Task<SubjectState?> DescribeAsync(string subjectKey, CancellationToken ct = default)
    {
        var filing = await db.Filings.Where(row => row.Reference == subjectKey).Select(row => new { row.Service, row.FormVersion, row.State, row.Result }).SingleOrDefaultAsync(ct);
        if (filing is null || definitions.Find(filing.Service, filing.FormVersion) is not { } definition)
        {
            return null;
        }

        var result = filing.Result is { } json ? JsonNode.Parse(json)!.AsObject() : [];
        if (result["register"]?.GetValue<string>() is not { } register || result["key"]?.GetValue<string>() is not { } key
            || await scope.GetRequiredService<IRegisters>().FindAsync(register, key, ct) is not { } entry)
        {
            return new SubjectState(filing.State == FilingState.Completed, [(text.All("filings.certificate.reference"), subjectKey)], null);
        }

        var prefix = definitions.RegisterPrefix(register);
        return new SubjectState(
            filing.State == FilingState.Completed,
            [.. entry.Content.Select(field => (text.All($"{prefix}.field.{field.Key}"), field.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : field.Value?.ToJsonString() ?? ""))],
            $"/registers/{register}/{Uri.EscapeDataString(key)}");
    }
}
