using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Audit.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Cases.Queue;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Cases.Handling;

[Authorize(Policy = Access.Officer)]
[ResponseCache(NoStore = true)]
internal sealed class ShowModel(CaseReading reading, CaseWork work, IAudit audit, Text text, TimeProvider time) : PageModel
{
    public Case Case { get; private set; } = null!;

    public CaseSubject? Subject { get; private set; }

    public IReadOnlyList<CaseEntry> History { get; private set; } = [];

    public OfficerNames Names { get; private set; } = null!;

    /// <summary>The officer has just said why: sealed rows show, in this answer and no other.</summary>
    public bool Revealed { get; private set; }

    public DateOnly Today { get; } = HongKong.Today(time);

    public Guid Me => User.RequiredPersonId();

    public bool MayDecide => Case.State == CaseState.Open && (Case.OfficerId is null || Case.OfficerId == Me);

    public bool HasSealedRows => Subject?.Sections.Any(section => section.Rows.Any(row => row.Sealed)) == true;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) is { } refused ? refused : await ViewedAsync(ct);

    public Task<IActionResult> OnPostAssignAsync(Guid id, CancellationToken ct) => DoneAsync(id, work.AssignAsync(id, Officer.From(User), ct), ct);

    public Task<IActionResult> OnPostUnassignAsync(Guid id, CancellationToken ct) => DoneAsync(id, work.UnassignAsync(id, Officer.From(User), ct), ct);

    public Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken ct) => DoneAsync(id, work.TakeBackAsync(id, Officer.From(User), ct), ct);

    public Task<IActionResult> OnPostNoteAsync(Guid id, string? note, CancellationToken ct) => DoneAsync(id, work.NoteAsync(id, Officer.From(User), note, ct), ct);

    public async Task<IActionResult> OnPostRevealAsync(Guid id, string? purpose, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } refused)
        {
            return refused;
        }

        var why = PlainWords.Clean(purpose);
        if (CaseProblems.Words(why, "purpose", "cases.reveal.purpose", PlainWords.LeastInPurpose, PlainWords.MostInPurpose) is { } wrong)
        {
            RuleProblems.AddTo([wrong], ModelState, text);
            return Page();
        }

        await audit.RecordAsync(Case, "case.unsealed", ct, why);
        Revealed = true;
        return Page();
    }

    private async Task<IActionResult> DoneAsync(Guid id, Task<CaseOutcome> act, CancellationToken ct)
    {
        var outcome = await act;
        if (outcome.Entrance != Entrance.Granted)
        {
            return this.Refuse(outcome.Entrance);
        }

        if (outcome.Problems.Count == 0)
        {
            return this.RedirectTo($"/cases/{id}");
        }

        outcome.AddTo(this, text);
        return await LoadAsync(id, ct) ?? Page();
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        var (entrance, found) = await reading.FindAsync(id, Officer.From(User), ct);
        if (entrance != Entrance.Granted)
        {
            return this.Refuse(entrance);
        }

        Case = found!;
        Subject = await reading.DescribeAsync(Case, ct);
        History = await reading.HistoryAsync(id, ct);
        Names = await reading.NamesAsync([Case.OfficerId, Case.ProposedBy, Case.DecidedBy, .. History.Select(entry => entry.OfficerId)], ct);
        return null;
    }

    private async Task<IActionResult> ViewedAsync(CancellationToken ct)
    {
        await audit.RecordAsync(Case, "case.viewed", ct);
        return Page();
    }
}
