using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Cases.Handling;

/// <summary>Where other blocks hand cases in and take them away.</summary>
internal sealed class CaseDesk(Writes writes, TimeProvider time) : ICases
{
    public Task<Guid> OpenAsync(OpenCase open, CancellationToken ct = default) => writes.RunAsync(async write =>
    {
        var db = write.Get<CasesDb>();
        if (await FindOpenAsync(write, open.SubjectKind, open.SubjectId, ct) is { } there)
        {
            return there.Id;
        }

        var now = time.GetUtcNow();
        var today = HongKong.DayOf(now);
        var due = open.WorkingDays is { } days ? Targets.AddWorkingDays(today, days) : Targets.DueOn($"{open.Department}:{open.Role}", today);
        var opened = Case.Open(open, Ids.New(), now, due);
        db.Cases.Add(opened);
        db.Entries.Add(Entry(opened, CaseEntryKind.Opened, now));
        await db.SaveChangesAsync(ct);
        await write.Get<IAudit>().RecordAsync(opened, "case.opened", ct);
        return opened.Id;
    }, ct);

    public Task CloseAsync(string subjectKind, Guid subjectId, string reason, CancellationToken ct = default) => writes.RunAsync(async write =>
    {
        if (await FindOpenAsync(write, subjectKind, subjectId, ct) is not { } open)
        {
            return;
        }

        var now = time.GetUtcNow();
        open.Close(now);
        write.Get<CasesDb>().Entries.Add(Entry(open, CaseEntryKind.Closed, now, reason));
        await write.Get<CasesDb>().SaveChangesAsync(ct);
        await write.Get<IAudit>().RecordAsync(open, "case.closed", ct);
    }, ct);

    private static async Task<Case?> FindOpenAsync(Write write, string kind, Guid id, CancellationToken ct)
    {
        var key = Case.SubjectKey(kind, id);
        await write.LockAsync($"case:{key}", ct);
        return await write.Get<CasesDb>().Cases.Include(c => c.Parties).SingleOrDefaultAsync(c => c.OpenSubject == key, ct);
    }

    private static CaseEntry Entry(Case about, CaseEntryKind kind, DateTimeOffset at, string text = "") =>
        new() { Id = Ids.New(), CaseId = about.Id, At = at, Kind = kind, Text = text };
}
