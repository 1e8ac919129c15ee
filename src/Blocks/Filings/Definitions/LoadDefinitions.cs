using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;

namespace OneStop.Filings.Definitions;

/// <summary>
/// Puts the files' e-services online. A sound file with a new version is kept for good; a broken one, or one that says something else
/// under a version that is online already, is refused, and the last good version stays.
/// </summary>
internal sealed partial class LoadDefinitions(
    FilingsDb db, Writes writes, DefinitionFolder folder, IReadOnlyList<ReadFile> first, Definitions definitions, TimeProvider time, ILogger<LoadDefinitions> log) : IPreparation
{
    public Task PrepareAsync(CancellationToken ct) => LoadAsync(first, ct);

    public Task ReloadAsync(CancellationToken ct) => LoadAsync(folder.Read(time), ct);

    private async Task LoadAsync(IReadOnlyList<ReadFile> files, CancellationToken ct)
    {
        var stored = (await db.Definitions.AsNoTracking().Select(row => new { row.Code, row.FormVersion, row.Hash, row.Source }).ToListAsync(ct))
            .ToDictionary(row => (row.Code, row.FormVersion), row => (row.Hash, row.Source));
        foreach (var (key, row) in stored)
        {
            definitions.Know(key.Code, key.FormVersion, row.Source);
        }

        var taken = new List<Definition>();
        foreach (var file in files)
        {
            var problems = file.Problems.Concat(file.Definition is { } sound ? Refusals(sound, stored.ToDictionary(row => row.Key, row => row.Value.Hash)) : []).ToList();
            definitions.Note(file.Code, problems);
            foreach (var problem in problems)
            {
                LogRefused(problem.ToString());
            }

            if (problems.Count == 0)
            {
                taken.Add(file.Definition!);
            }
            else if (definitions.LatestOf(file.Code) is { } version && definitions.Find(file.Code, version) is { } last)
            {
                definitions.PutOnline(last);
                LogLastGood(file.Code, version);
            }
        }

        if (taken.Where(definition => !stored.TryGetValue((definition.Code, definition.Version), out var row) || row.Hash != definition.Hash).ToList() is { Count: > 0 } news)
        {
            await KeepAsync(news, ct);
        }

        foreach (var definition in taken)
        {
            definitions.PutOnline(definition);
        }
    }

    private IEnumerable<DefinitionProblem> Refusals(Definition definition, Dictionary<(string Code, int Version), string> stored)
    {
        if (folder.Trying)
        {
            yield break;
        }

        var latest = stored.Keys.Where(key => key.Code == definition.Code).Select(key => key.Version).DefaultIfEmpty().Max();
        if (definition.Version < latest)
        {
            yield return new DefinitionProblem(Definitions.FileNameOf(definition.Code), 1, "/version", $"Version {definition.Version} is older than version {latest}, which is online.", $"Write version: {latest + 1}.");
        }
        else if (stored.TryGetValue((definition.Code, definition.Version), out var hash) && hash != definition.Hash)
        {
            yield return new DefinitionProblem(Definitions.FileNameOf(definition.Code), 1, "/version", $"Version {latest} is online and says something else.", $"Write version: {latest + 1}; drafts on the old one finish there.");
        }
    }

    private async Task KeepAsync(IReadOnlyList<Definition> news, CancellationToken ct)
    {
        try
        {
            await writes.RunAsync(write => KeepAsync(news, write, ct), ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            // Another node that starts now has kept them; what it did not, this keeps.
            await writes.RunAsync(write => KeepAsync(news, write, ct), ct);
        }
    }

    private async Task KeepAsync(IReadOnlyList<Definition> news, Write write, CancellationToken ct)
    {
        var rows = write.Get<FilingsDb>().Definitions;
        foreach (var definition in news)
        {
            var id = $"{definition.Code}/{definition.Version}";
            if (await rows.SingleOrDefaultAsync(row => row.Id == id, ct) is { } there)
            {
                (there.Hash, there.Source) = (definition.Hash, definition.Source);
                continue;
            }

            rows.Add(new StoredDefinition
            {
                Id = id,
                Code = definition.Code,
                FormVersion = definition.Version,
                Hash = definition.Hash,
                Source = definition.Source,
                At = time.GetUtcNow(),
            });
        }
    }

    [LoggerMessage(LogLevel.Error, "An e-service's file is not taken. {Problem}")]
    private partial void LogRefused(string problem);

    [LoggerMessage(LogLevel.Warning, "The e-service {Code} stays on version {Version}, the last good one.")]
    private partial void LogLastGood(string code, int version);
}
