using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Data;
using OneStop.Platform.Json;
using OneStop.Platform.Secrets;

namespace OneStop.Filings.Drafts;

/// <summary>Keeps answers. What changed since the filer saw it is not overwritten: the change is reported, and nothing is kept.</summary>
internal sealed class SaveAnswers(Writes writes, TimeProvider time)
{
    /// <param name="was">The tag of what the page or entry held when it was shown.</param>
    /// <param name="answers">Null removes the entry.</param>
    public Task<SaveOutcome> PageAsync(Guid id, Guid filerId, FormPage page, int? entry, JsonObject? answers, string was, CancellationToken ct) =>
        ChangeAsync(id, filerId, content =>
        {
            var before = Held(page, entry, content);
            if (Tag(before) != was && (answers is null || Tag(answers) != Tag(before)))
            {
                return SaveOutcome.Conflict;
            }

            if (entry is not { } index)
            {
                content[page.Key] = answers?.DeepClone();
                return SaveOutcome.Saved;
            }

            if (content[page.Key] is not JsonArray entries)
            {
                content[page.Key] = entries = [];
            }

            if (index < entries.Count)
            {
                entries.RemoveAt(index);
            }

            if (answers is not null)
            {
                entries.Insert(Math.Min(index, entries.Count), answers.DeepClone());
            }

            return SaveOutcome.Saved;
        }, ct);

    /// <param name="version">The version the caller saw; null overwrites whatever there is.</param>
    public Task<SaveOutcome> WholeAsync(Guid id, Guid filerId, JsonObject content, int? version, CancellationToken ct) =>
        ChangeAsync(id, filerId, before =>
        {
            before.Clear();
            foreach (var (key, value) in content)
            {
                before[key] = value?.DeepClone();
            }

            return SaveOutcome.Saved;
        }, ct, version);

    public static JsonObject? Held(FormPage page, int? entry, JsonObject content) =>
        entry is { } index ? page.Entries(content).ElementAtOrDefault(index) : content[page.Key] as JsonObject;

    /// <summary>What a page held, in a few letters for its form.</summary>
    public static string Tag(JsonObject? answers) => answers is null or { Count: 0 } ? "" : CanonicalJson.Hash(answers)[..16];

    private Task<SaveOutcome> ChangeAsync(Guid id, Guid filerId, Func<JsonObject, SaveOutcome> change, CancellationToken ct, int? version = null) =>
        writes.RunAsync(async write =>
        {
            if (await write.Get<Dossiers>().FindOwnAsync(id, filerId, ct) is not { } dossier)
            {
                return SaveOutcome.NotFound;
            }

            if (!dossier.Row.IsEditable)
            {
                return SaveOutcome.Frozen;
            }

            if (version is { } seen && seen != dossier.Row.Version)
            {
                return SaveOutcome.Conflict;
            }

            var outcome = change(dossier.Content);
            if (outcome == SaveOutcome.Saved)
            {
                dossier.Keep(dossier.Content, write.Get<FieldCipher>());
                dossier.Row.ChangedAt = time.GetUtcNow();
            }

            return outcome;
        }, ct);
}

internal enum SaveOutcome
{
    Saved,
    NotFound,

    /// <summary>No longer a draft.</summary>
    Frozen,
    Conflict,
}
