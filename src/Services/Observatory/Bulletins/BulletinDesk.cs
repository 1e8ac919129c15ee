using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins;

/// <summary>What forecasters do to bulletins, for pages and programs alike.</summary>
internal sealed class BulletinDesk(ObservatoryDb db, Writes writes, TimeProvider time)
{
    internal const int PageSize = 20;

    internal Task<BulletinDraft?> DraftAsync(BulletinKind kind, CancellationToken ct) => db.Drafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.Kind == kind, ct);

    internal Task<Bulletin?> LastAsync(BulletinKind kind, CancellationToken ct) => LastAsync(db, kind, ct);

    /// <summary>A page of what was issued and one more, the newest first.</summary>
    internal async Task<IReadOnlyList<Bulletin>> IssuedAsync(BulletinKind kind, int page, CancellationToken ct) =>
        await db.Bulletins.AsNoTracking().Where(bulletin => bulletin.Kind == kind).OrderByDescending(bulletin => bulletin.IssuedAt).ThenByDescending(bulletin => bulletin.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);

    internal async Task<BulletinReading> ReadAsync(BulletinKind kind, BulletinFields fields, CancellationToken ct) =>
        BulletinRules.Read(kind, fields, time.GetUtcNow(), Tips(await LastAsync(kind, ct)));

    /// <summary>Keeps the draft as typed, right or wrong, unless another forecaster has written since it was read (<paramref name="version"/>; 0: there was none).</summary>
    internal async Task<BulletinOutcome> SaveAsync(BulletinKind kind, int version, BulletinFields fields, Guid forecaster, CancellationToken ct)
    {
        try
        {
            return await writes.RunAsync(async write =>
            {
                var inside = write.Get<ObservatoryDb>();
                var draft = await inside.Drafts.SingleOrDefaultAsync(draft => draft.Kind == kind, ct);
                if ((draft?.Version ?? 0) != version)
                {
                    return BulletinOutcome.Moved(draft);
                }

                if (draft is null)
                {
                    draft = new BulletinDraft { Kind = kind };
                    inside.Drafts.Add(draft);
                }

                draft.Write(fields, forecaster, time.GetUtcNow());
                await inside.SaveChangesAsync(ct);
                return new BulletinOutcome(draft, null, []);
            }, ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return BulletinOutcome.Moved(await DraftAsync(kind, ct));
        }
    }

    /// <summary>Issues the draft, which is empty afterwards.</summary>
    internal Task<BulletinOutcome> IssueDraftAsync(BulletinKind kind, int version, Guid forecaster, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var draft = await write.Get<ObservatoryDb>().Drafts.SingleOrDefaultAsync(draft => draft.Kind == kind, ct);
        if (draft is null || draft.Version != version || draft.IsEmpty)
        {
            return BulletinOutcome.Moved(draft);
        }

        var outcome = await IssueAsync(write, Ids.New(), kind, draft.Read(), forecaster, ct);
        if (outcome.Bulletin is not null)
        {
            draft.Write(BulletinFields.Empty, forecaster, outcome.Bulletin.IssuedAt);
        }

        return outcome with { Draft = draft };
    }, ct);

    /// <summary>Issues what a program sends. The same bulletin with the same id is issued once.</summary>
    internal async Task<BulletinOutcome> IssueAsync(Guid id, BulletinKind kind, BulletinFields fields, Guid forecaster, CancellationToken ct)
    {
        try
        {
            return await writes.RunAsync(write => IssueAsync(write, id, kind, fields, forecaster, ct), ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return await writes.RunAsync(write => IssueAsync(write, id, kind, fields, forecaster, ct), ct);
        }
    }

    private async Task<BulletinOutcome> IssueAsync(Write write, Guid id, BulletinKind kind, BulletinFields fields, Guid forecaster, CancellationToken ct)
    {
        var inside = write.Get<ObservatoryDb>();
        await write.LockAsync($"observatory.bulletin:{kind}", ct);
        var reading = BulletinRules.Read(kind, fields, time.GetUtcNow(), Tips(await LastAsync(inside, kind, ct)));
        if (await inside.Bulletins.AsNoTracking().SingleOrDefaultAsync(bulletin => bulletin.Id == id, ct) is { } there)
        {
            return there.Kind == kind && there.IssuedBy == forecaster.ToString() && there.Request == Requests.Hash(fields.Values)
                ? new BulletinOutcome(null, there, []) { IsRepeated = true }
                : new BulletinOutcome(null, null, [DeskProblems.IdTaken], Conflict: true);
        }

        if (reading.Content is null)
        {
            return new BulletinOutcome(null, null, reading.Problems);
        }

        var bulletin = new Bulletin
        {
            Id = id,
            Kind = kind,
            IssuedAt = ReleaseRules.Minute(time.GetUtcNow()),
            NextIssueAt = reading.NextIssueAt,
            Content = reading.Json,
            IssuedBy = forecaster.ToString(),
            IsConverted = reading.IsConverted,
            Request = Requests.Hash(fields.Values),
        };
        inside.Bulletins.Add(bulletin);
        await write.Get<IAudit>().RecordAsync(new AuditLine("bulletin.issued", $"bulletin/{id}", Facts: new Dictionary<string, string> { ["kind"] = kind.ToString() }), ct);
        return new BulletinOutcome(null, bulletin, []);
    }

    private static Task<Bulletin?> LastAsync(ObservatoryDb db, BulletinKind kind, CancellationToken ct) =>
        db.Bulletins.AsNoTracking().Where(bulletin => bulletin.Kind == kind).OrderByDescending(bulletin => bulletin.IssuedAt).ThenByDescending(bulletin => bulletin.Id).FirstOrDefaultAsync(ct);

    private static SpecialTips? Tips(Bulletin? last) =>
        last?.Kind == BulletinKind.SpecialTips ? JsonSerializer.Deserialize<SpecialTips>(last.Content, DataFile.Json) : null;
}

/// <param name="Draft">As it stands now.</param>
/// <param name="Bulletin">What was issued.</param>
/// <param name="Conflict">True where the draft had moved on, not the input was wrong.</param>
internal sealed record BulletinOutcome(BulletinDraft? Draft, Bulletin? Bulletin, IReadOnlyList<RuleProblem> Problems, bool Conflict = false)
{
    internal bool IsRepeated { get; init; }

    internal static BulletinOutcome Moved(BulletinDraft? draft) => new(draft, null, [new("", "draft.rewritten", "observatory.desk.problem.draft-rewritten")], Conflict: true);
}
