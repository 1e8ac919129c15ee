using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Signing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Life;

/// <summary>Every problem of a filing: what is missing, the service's own rules, the signatories. The rehearsal and the submission ask the same.</summary>
internal sealed class CheckFiling(Text text)
{
    public async Task<IReadOnlyList<RuleProblem>> WholeAsync(Dossier dossier, CancellationToken ct)
    {
        var content = dossier.Form.Pruned(dossier.Content);
        var missing = FormChecks.Missing(dossier.Form, content, dossier.Wording(text));
        var rules = await dossier.Service.CheckAsync(new FilingContent(content, null, dossier.Row.Id) { FilerId = dossier.Row.FilerId }, ct);
        var signatories = missing.Count + rules.Count == 0 ? Signatories.Problems(dossier.Service.Signatories(content)) : [];
        return [.. missing, .. rules.Where(rule => missing.All(problem => problem.Path != rule.Path)), .. signatories];
    }

    /// <summary>The service's rules after one page or one entry, and only those that concern it.</summary>
    public async Task<IReadOnlyList<RuleProblem>> PageAsync(Dossier dossier, FormPage page, int? entry, JsonObject content, CancellationToken ct)
    {
        var rules = await dossier.Service.CheckAsync(new FilingContent(content, page.Key, dossier.Row.Id) { FilerId = dossier.Row.FilerId }, ct);
        var here = entry is { } index ? $"{page.Key}/{index}" : page.Key;
        return [.. rules.Where(rule => rule.Path == here || rule.Path.StartsWith(here + "/", StringComparison.Ordinal))];
    }
}
