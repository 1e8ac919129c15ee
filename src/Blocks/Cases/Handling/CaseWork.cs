using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Cases.Deciding;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Cases.Handling;

/// <summary>
/// What officers do to a case. Each act is one write that looks again at who may and at what state the case is in: of two officers at
/// once the second is told (the case's version makes a conflict of the two, and the write runs again).
/// </summary>
internal sealed class CaseWork(Writes writes, TimeProvider time)
{
    internal Task<CaseOutcome> AssignAsync(Guid id, Officer officer, CancellationToken ct) => ActAsync(id, officer, ct, act =>
    {
        if (act.Case.State != CaseState.Open)
        {
            return CaseProblems.NotOpen(act.Case);
        }

        act.Case.Assign(officer.Id);
        act.Record("case.assigned", CaseEntryKind.Assigned);
        return null;
    });

    internal Task<CaseOutcome> UnassignAsync(Guid id, Officer officer, CancellationToken ct) => ActAsync(id, officer, ct, act =>
    {
        if (act.Case.State != CaseState.Open || act.Case.OfficerId != officer.Id)
        {
            return CaseProblems.NotYours(act.Case);
        }

        act.Case.Unassign();
        act.Record("case.unassigned", CaseEntryKind.Unassigned);
        return null;
    });

    internal Task<CaseOutcome> NoteAsync(Guid id, Officer officer, string? typed, CancellationToken ct)
    {
        var note = PlainWords.Clean(typed);
        return CaseProblems.Words(note, "note", "cases.note", 1, PlainWords.MostInNote) is { } wrong
            ? Task.FromResult(CaseOutcome.Invalid(wrong))
            : ActAsync(id, officer, ct, act =>
            {
                act.Record("case.noted", CaseEntryKind.Noted, note);
                return null;
            });
    }

    internal Task<CaseOutcome> DecideAsync(Guid id, Officer officer, DecisionInput input, CancellationToken ct) => ActAsync(id, officer, ct, act =>
    {
        if (act.Case.State != CaseState.Open)
        {
            return CaseProblems.NotOpen(act.Case);
        }

        if (act.Case.OfficerId is { } holder && holder != officer.Id)
        {
            return CaseProblems.NotYours(act.Case);
        }

        if (input.Check(act.Case) is { Count: > 0 } wrong)
        {
            return CaseOutcome.Invalid([.. wrong]);
        }

        var (decision, reasons) = (input.Decision!.Value, input.ReasonsFor(input.Decision!.Value));
        if (act.Case.NeedsSecondOfficer(decision))
        {
            act.Case.Propose(decision, reasons, input.Note, officer.Id);
            act.Record("case.proposed", CaseEntryKind.Proposed, decision.ToString(), Facts(act.Case));
        }
        else
        {
            act.Case.Decide(decision, reasons, input.Note, officer.Id, act.Now);
            Decided(act);
        }

        return null;
    });

    internal Task<CaseOutcome> ConfirmAsync(Guid id, Officer officer, CancellationToken ct) => ActAsync(id, officer, ct, act =>
    {
        if (act.Case.State != CaseState.Proposed)
        {
            return CaseProblems.NothingProposed(act.Case);
        }

        if (act.Case.ProposedBy == officer.Id)
        {
            return CaseProblems.SecondOfficerNeeded();
        }

        act.Case.Confirm(officer.Id, act.Now);
        Decided(act);
        return null;
    });

    /// <summary>A second officer does not confirm: the case is open again, on the first one's desk, with the words why.</summary>
    internal Task<CaseOutcome> SendBackAsync(Guid id, Officer officer, string? typed, CancellationToken ct)
    {
        var words = PlainWords.Clean(typed);
        return CaseProblems.Words(words, "words", "cases.second.words", 1, PlainWords.MostInNote) is { } wrong
            ? Task.FromResult(CaseOutcome.Invalid(wrong))
            : ActAsync(id, officer, ct, act =>
            {
                if (act.Case.State != CaseState.Proposed)
                {
                    return CaseProblems.NothingProposed(act.Case);
                }

                if (act.Case.ProposedBy == officer.Id)
                {
                    return CaseProblems.SecondOfficerNeeded();
                }

                act.Case.Reopen(CaseAct.SendBack);
                act.Record("case.sent-back", CaseEntryKind.SentBack, words);
                return null;
            });
    }

    internal Task<CaseOutcome> TakeBackAsync(Guid id, Officer officer, CancellationToken ct) => ActAsync(id, officer, ct, act =>
    {
        if (act.Case.State != CaseState.Proposed || act.Case.ProposedBy != officer.Id)
        {
            return CaseProblems.NothingProposed(act.Case);
        }

        act.Case.Reopen(CaseAct.TakeBack);
        act.Record("case.taken-back", CaseEntryKind.TakenBack);
        return null;
    });

    private static void Decided(Act act)
    {
        var decided = act.Case;
        act.Record("case.decided", CaseEntryKind.Decided, decided.Decision.ToString()!, Facts(decided));
        act.Write.Publish(new CaseDecided(
            decided.Id, decided.SubjectKind, decided.SubjectId, decided.Decision!.Value, decided.ReasonCodes, decided.Note, decided.DecidedBy!.Value));
    }

    private static Dictionary<string, string> Facts(Case decided) => new()
    {
        ["decision"] = decided.Decision.ToString()!,
        ["reasons"] = string.Join(',', decided.ReasonCodes),
    };

    private Task<CaseOutcome> ActAsync(Guid id, Officer officer, CancellationToken ct, Func<Act, CaseOutcome?> work) => writes.RunAsync(async write =>
    {
        var found = await write.Get<CasesDb>().Cases.Include(c => c.Parties).SingleOrDefaultAsync(c => c.Id == id, ct);
        var entrance = officer.To(found);
        if (entrance != Entrance.Granted)
        {
            return CaseOutcome.Refused(entrance);
        }

        var act = new Act(write, found!, officer.Id, time.GetUtcNow());
        if (work(act) is { } refused)
        {
            return refused;
        }

        foreach (var (action, facts) in act.Recorded)
        {
            await write.Get<IAudit>().RecordAsync(found!, action, ct, facts: facts);
        }

        return CaseOutcome.Done;
    }, ct);

    private sealed record Act(Write Write, Case Case, Guid Officer, DateTimeOffset Now)
    {
        internal List<(string Action, IReadOnlyDictionary<string, string>? Facts)> Recorded { get; } = [];

        internal void Record(string action, CaseEntryKind kind, string text = "", IReadOnlyDictionary<string, string>? facts = null)
        {
            Recorded.Add((action, facts));
            Write.Get<CasesDb>().Entries.Add(new CaseEntry { Id = Ids.New(), CaseId = Case.Id, At = Now, OfficerId = Officer, Kind = kind, Text = text });
        }
    }
}
