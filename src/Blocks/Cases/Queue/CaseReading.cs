using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Cases.Handling;

namespace OneStop.Cases.Queue;

/// <summary>What of the open cases an officer wants to see.</summary>
internal enum QueueView
{
    Mine,
    Unassigned,
    All,
}

/// <param name="OwnCase">A dealing of the officer's own: listed, but for others to handle.</param>
internal sealed record QueueRow(
    Guid Id, string Reference, string Desk, string Title, CaseState State, DateTimeOffset OpenedAt, DateOnly DueOn, Guid? OfficerId, string? Officer, bool OwnCase);

internal sealed record QueuePage(IReadOnlyList<QueueRow> Rows, bool HasMore, IReadOnlyDictionary<QueueView, int> Counts);

/// <summary>What pages and API show of cases, to those who may see it.</summary>
internal sealed class CaseReading(CasesDb db, IPeople people, IEnumerable<ICaseSubject> subjects)
{
    internal const int PageSize = 50;
    internal const int MostPages = 1000;

    internal async Task<QueuePage> QueueAsync(Officer officer, QueueView view, int page, CancellationToken ct)
    {
        var open = db.Cases.Where(c => c.OpenSubject != null && officer.Desks.Contains(c.Desk));
        var counts = new Dictionary<QueueView, int>();
        foreach (var each in Enum.GetValues<QueueView>())
        {
            counts[each] = await Of(open, each, officer.Id).CountAsync(ct);
        }

        var found = await Of(open, view, officer.Id).Include(c => c.Parties)
            .OrderBy(c => c.DueOn).ThenBy(c => c.Id).Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        var names = await NamesAsync(found.Select(c => c.OfficerId ?? c.ProposedBy), ct);
        return new QueuePage(
            [.. found.Take(PageSize).Select(c => new QueueRow(
                c.Id, c.Reference, c.Desk, c.Title.ToString(), c.State, c.OpenedAt, c.DueOn, c.OfficerId ?? c.ProposedBy,
                names.Of(c.OfficerId ?? c.ProposedBy), c.Parties.Any(party => party.PersonId == officer.Id)))],
            found.Count > PageSize,
            counts);
    }

    internal async Task<(Entrance Entrance, Case? Case)> FindAsync(Guid id, Officer officer, CancellationToken ct)
    {
        var found = await db.Cases.Include(c => c.Parties).SingleOrDefaultAsync(c => c.Id == id, ct);
        return (officer.To(found), found);
    }

    internal async Task<CaseSubject?> DescribeAsync(Case about, CancellationToken ct) =>
        subjects.FirstOrDefault(subject => subject.Kind == about.SubjectKind) is { } described ? await described.DescribeAsync(about.SubjectId, ct) : null;

    internal Task<List<CaseEntry>> HistoryAsync(Guid id, CancellationToken ct) =>
        db.Entries.Where(entry => entry.CaseId == id).OrderBy(entry => entry.Id).ToListAsync(ct);

    internal async Task<OfficerNames> NamesAsync(IEnumerable<Guid?> officers, CancellationToken ct)
    {
        Guid[] ids = [.. officers.OfType<Guid>().Distinct()];
        return new OfficerNames(ids.Length == 0 ? new Dictionary<Guid, Person>() : await people.FindAsync(ids, ct));
    }

    private static IQueryable<Case> Of(IQueryable<Case> open, QueueView view, Guid officer) => view switch
    {
        QueueView.Mine => open.Where(c => c.OfficerId == officer || c.ProposedBy == officer),
        QueueView.Unassigned => open.Where(c => c.OfficerId == null && c.ProposedBy != officer),
        _ => open,
    };
}

/// <summary>Officers call each other by name; the public reads posts only.</summary>
internal sealed record OfficerNames(IReadOnlyDictionary<Guid, Person> People)
{
    internal string? Of(Guid? officer) => officer is { } id ? People.GetValueOrDefault(id)?.Name ?? id.ToString()[..8] : null;
}
