using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Tracking;

internal sealed record FilingLine(Guid Id, string Service, string Title, string? About, string? Reference, FilingState State, DateTimeOffset ChangedAt);

/// <summary>A person's own filings, the newest first, and those that wait for their signature.</summary>
internal sealed class MyFilings(FilingsDb db, EServices services, Dossiers dossiers, Text text)
{
    public const int PageSize = 50;
    private const int MostToSign = 50;

    public async Task<(IReadOnlyList<FilingLine> Filings, Guid? Next)> ListAsync(Guid filerId, Guid? before, CancellationToken ct)
    {
        // Ids rise with time, so they page as they are.
        var rows = await db.Filings.Where(filing => filing.FilerId == filerId && (before == null || filing.Id.CompareTo(before.Value) < 0))
            .OrderByDescending(filing => filing.Id).Take(PageSize + 1)
            .Select(filing => new { filing.Id, filing.Service, filing.FormVersion, filing.Reference, filing.State, filing.ChangedAt, filing.Content }).ToListAsync(ct);
        var page = rows.Take(PageSize)
            .Select(row => new FilingLine(row.Id, row.Service, TitleOf(row.Service, row.FormVersion), services.Find(row.Service, row.FormVersion)?.About(JsonNode.Parse(row.Content)!.AsObject()), row.Reference, row.State, row.ChangedAt)).ToList();
        return (page, rows.Count > PageSize ? page[^1].Id : null);
    }

    public async Task<IReadOnlyList<SignatureRequest>> ToSignAsync(string emailKey, CancellationToken ct)
    {
        var asked = await db.Signatures.Where(signature => signature.EmailKey == emailKey && signature.State == SignatureState.Waiting)
            .OrderBy(signature => signature.Id).Take(MostToSign).ToListAsync(ct);
        var ids = asked.ConvertAll(signature => signature.FilingId);
        var filings = (await db.Filings.Where(filing => ids.Contains(filing.Id)).ToListAsync(ct)).ToDictionary(filing => filing.Id);
        return [.. asked.Select(signature => dossiers.Open(filings.GetValueOrDefault(signature.FilingId)) is { } dossier ? new SignatureRequest(signature, dossier) : null)
            .OfType<SignatureRequest>().Where(request => request.IsOpen)];
    }

    public string TitleOf(Dossier dossier) => dossier.Title(text).ToString();

    private string TitleOf(string service, int version) => services.Find(service, version) is { Form: var form } ? new Wording(form, text).Title.ToString() : service;
}
