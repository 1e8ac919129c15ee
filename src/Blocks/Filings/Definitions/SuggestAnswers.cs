using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Filings.Definitions;

/// <summary>What a page proposes to a filer. Only what the question itself would take is proposed.</summary>
internal sealed class SuggestAnswers(FilingsDb db, Dossiers dossiers, IPeople people, IServiceProvider scope, Text text)
{
    public async Task<JsonObject> ForAsync(Definition definition, FilingContent content, Guid filerId, DateOnly today, CancellationToken ct)
    {
        var page = definition.Form.Pages.First(page => page.Key == content.Page);
        var facts = Facts.Of(definition.Form, content.Draft, today);
        var wanted = definition.Prefills.Where(prefill => prefill.Key.Page == page.Key).ToList();
        var filer = wanted.Any(prefill => prefill.Value.From is "account.name" or "account.email") ? await people.FindAsync(filerId, ct) : null;
        var last = wanted.Any(prefill => prefill.Value.From == "last") ? await LastAsync(definition.Code, filerId, ct) : null;
        var proposed = new JsonObject();
        foreach (var ((_, key), prefill) in wanted)
        {
            var value = prefill.From switch
            {
                "account.name" => filer?.Name,
                "account.email" => filer?.Email,
                "last" => page.AnswersOf(last ?? [], page.Repeat is null ? null : 0)[key],
                _ => await OfRegisterAsync(prefill, facts, ct),
            };
            if (value is not null && Accepted(definition.Form, page, key, value) is { } accepted)
            {
                proposed[key] = accepted;
            }
        }

        return proposed;
    }

    private async Task<JsonObject?> LastAsync(string service, Guid filerId, CancellationToken ct) => dossiers.Open(await db.Filings.AsNoTracking()
        .Where(filing => filing.FilerId == filerId && filing.Service == service && filing.SubmittedAt != null)
        .OrderByDescending(filing => filing.SubmittedAt).FirstOrDefaultAsync(ct))?.Content;

    private async Task<JsonNode?> OfRegisterAsync(Definition.Prefill prefill, Dictionary<string, object?> facts, CancellationToken ct) =>
        prefill.Key!.Text(facts) is { Length: > 0 } key && await scope.GetRequiredService<IRegisters>().FindAsync(prefill.Register!, key.Trim(), ct) is { } entry
            ? entry.Content[prefill.Field!]
            : null;

    private JsonNode? Accepted(FormDefinition form, FormPage page, string key, JsonNode value)
    {
        JsonNode answers = new JsonObject { [key] = value.DeepClone() };
        var reader = new JsonAnswers(form, new Wording(form, text), new HashSet<string>());
        var (content, problems) = reader.Read(new JsonObject { [page.Key] = page.Repeat is null ? answers : new JsonArray(answers) });
        return problems.Count == 0 ? page.AnswersOf(content, page.Repeat is null ? null : 0)[key]?.DeepClone() : null;
    }
}
