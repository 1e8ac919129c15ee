using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Cases.Handling;
using OneStop.Cases.Queue;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Cases.Deciding;

/// <summary>Where a second officer confirms a proposed decision or sends it back.</summary>
[Authorize(Policy = Access.Officer)]
[ResponseCache(NoStore = true)]
internal sealed class SecondModel(CaseReading reading, CaseWork work, Text text) : PageModel
{
    [BindProperty(Name = "answer")]
    public string? Answer { get; set; }

    [BindProperty(Name = "words")]
    public string? Words { get; set; }

    public Case Case { get; private set; } = null!;

    public OfficerNames Names { get; private set; } = null!;

    /// <summary>False where there is nothing for this officer to confirm; the problem says why.</summary>
    public bool CanConfirm { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var officer = Officer.From(User);
        var outcome = Answer switch
        {
            "confirm" => await work.ConfirmAsync(id, officer, ct),
            "send-back" => await work.SendBackAsync(id, officer, Words, ct),
            _ => CaseOutcome.Invalid(new RuleProblem("answer", "answer.missing", "cases.second.missing")),
        };
        if (outcome.Entrance != Entrance.Granted)
        {
            return this.Refuse(outcome.Entrance);
        }

        if (outcome.Problems.Count == 0)
        {
            return this.RedirectTo($"/cases/{id}");
        }

        if (await LoadAsync(id, ct) is { } refused)
        {
            return refused;
        }

        if (CanConfirm)
        {
            outcome.AddTo(this, text);
        }

        return Page();
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        var officer = Officer.From(User);
        var (entrance, found) = await reading.FindAsync(id, officer, ct);
        if (entrance != Entrance.Granted)
        {
            return this.Refuse(entrance);
        }

        Case = found!;
        Names = await reading.NamesAsync([Case.ProposedBy, Case.DecidedBy], ct);
        CanConfirm = Case.State == CaseState.Proposed && Case.ProposedBy != officer.Id;
        if (!CanConfirm)
        {
            (Case.State == CaseState.Proposed ? CaseProblems.SecondOfficerNeeded() : CaseProblems.NothingProposed(Case)).AddTo(this, text);
        }

        return null;
    }
}
