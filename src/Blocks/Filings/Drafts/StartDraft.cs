using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Filings.Contracts;
using OneStop.Filings.Life;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Drafts;

/// <summary>Begins a filing. The same idempotency key of the same person with the same content is one draft.</summary>
internal sealed class StartDraft(Writes writes, FilingsDb db, FilingOptions options, IUsage usage, FieldCipher cipher, TimeProvider time)
{
    public async Task<StartOutcome> RunAsync(
        IEService service, Guid filerId, JsonObject content, UsageChannel channel, (string Key, string Hash)? idempotency, CancellationToken ct)
    {
        if (idempotency is { } asked && await FindByKeyAsync(filerId, asked, ct) is { } before)
        {
            return before;
        }

        try
        {
            return await writes.RunAsync(write => StartAsync(service, filerId, content, channel, idempotency, write, ct), ct);
        }
        catch (Exception e) when (e.IsDuplicate() && idempotency is not null)
        {
            return await FindByKeyAsync(filerId, idempotency.Value, ct) ?? throw new InvalidOperationException("The draft of this key went away.", e);
        }
    }

    private async Task<StartOutcome> StartAsync(
        IEService service, Guid filerId, JsonObject content, UsageChannel channel, (string Key, string Hash)? idempotency, Write write, CancellationToken ct)
    {
        var filings = write.Get<FilingsDb>().Filings;
        if (await filings.CountAsync(filing => filing.FilerId == filerId && filing.State == FilingState.Draft, ct) >= options.DraftLimit)
        {
            return new StartOutcome(null, TooMany: true);
        }

        var now = time.GetUtcNow();
        var form = service.Form;
        var row = new StoredFiling
        {
            Id = Ids.New(),
            Service = form.Code,
            FormVersion = form.Version,
            FilerId = filerId,
            Channel = channel,
            Content = "{}",
            CreatedAt = now,
            ChangedAt = now,
            IdempotencyKey = idempotency?.Key,
            IdempotencyHash = idempotency?.Hash,
        };
        row.Begin(now, now.AddDays(form.DraftDays));
        new Dossier(row, service, form, content).Keep(content, cipher);
        filings.Add(row);
        write.AfterCommit(() => usage.Count(form.Code, UsageStep.Start, channel));
        return new StartOutcome(row.Id);
    }

    private async Task<StartOutcome?> FindByKeyAsync(Guid filerId, (string Key, string Hash) asked, CancellationToken ct)
    {
        var found = await db.Filings.Where(filing => filing.FilerId == filerId && filing.IdempotencyKey == asked.Key)
            .Select(filing => new { filing.Id, filing.IdempotencyHash }).SingleOrDefaultAsync(ct);
        return found is null ? null : new StartOutcome(found.Id, KeyMisused: found.IdempotencyHash != asked.Hash);
    }
}

/// <param name="KeyMisused">The key came with another content before.</param>
internal sealed record StartOutcome(Guid? Id, bool TooMany = false, bool KeyMisused = false);

/// <summary>Drops a draft that was never submitted, with everything that belongs to it.</summary>
internal sealed class DeleteDraft(Writes writes)
{
    public Task<bool> RunAsync(Guid id, Guid filerId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var row = await write.Get<FilingsDb>().Filings.SingleOrDefaultAsync(filing => filing.Id == id && filing.FilerId == filerId, ct);
        if (row is not { State: FilingState.Draft, Reference: null })
        {
            return false;
        }

        await DeleteAsync(row, write, ct);
        return true;
    }, ct);

    public static async Task DeleteAsync(StoredFiling row, Write write, CancellationToken ct)
    {
        var db = write.Get<FilingsDb>();
        await db.Uploads.Where(upload => upload.FilingId == row.Id).ExecuteDeleteAsync(ct);
        db.Filings.Remove(row);
    }
}
