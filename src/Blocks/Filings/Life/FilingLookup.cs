using System.Text.Json.Nodes;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Drafts;
using OneStop.Filings.Forms;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Life;

internal sealed class FilingLookup(Dossiers dossiers, EServices services, StartDraft start) : IFilings
{
    public async Task<Filing?> FindAsync(Guid id, CancellationToken ct = default) => (await dossiers.FindAsync(id, ct))?.ToFiling();

    public async Task<Guid?> BeginAsync(string service, Guid filerId, JsonObject content, UsageChannel channel, CancellationToken ct = default) =>
        (await start.RunAsync(services.Find(service) ?? throw new ArgumentException($"There is no e-service '{service}'.", nameof(service)), filerId, content, channel, null, ct)).Id;
}

/// <summary>A filing as officers see it in their case: the frozen answers, sealed ones marked.</summary>
internal sealed class FilingAsCaseSubject(Dossiers dossiers, Text text) : ICaseSubject
{
    public string Kind => DecideFiling.SubjectKind;

    public async Task<CaseSubject?> DescribeAsync(Guid subjectId, CancellationToken ct = default)
    {
        if (await dossiers.FindAsync(subjectId, ct) is not { } dossier)
        {
            return null;
        }

        var words = new AnswerWords(dossier.Form, dossier.Wording(text), text);
        var papers = dossier.Service.Papers(dossier.ToFiling());
        return new CaseSubject(
        [
            .. words.Sections(dossier.Content).Select(section => new CaseSection(
                section.Heading, [.. section.Rows.Select(row => new CaseRow(row.Label, row.Value, row.Asked.Question.Sealed))])),
            .. papers.Count == 0 ? (CaseSection[])[] : [new CaseSection(text["filings.papers"], [.. papers.Select(paper => new CaseRow(paper.Text.ToString(), paper.Path))])],
        ], null);
    }
}
