using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Cases.Handling;
using OneStop.Cases.Queue;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Cases.Deciding;

/// <summary>First the decision, then the same page asks to confirm it; nothing is stored in between.</summary>
[Authorize(Policy = Access.Officer)]
[ResponseCache(NoStore = true)]
internal sealed class DecideModel(CaseReading reading, CaseWork work, Text text) : PageModel
{
    [BindProperty(Name = "decision")]
    public string? Decision { get; set; }

    [BindProperty(Name = "reasonCodes")]
    public List<string?> ReasonCodes { get; set; } = [];

    [BindProperty(Name = "note")]
    public string? Note { get; set; }

    public Case Case { get; private set; } = null!;

    /// <summary>What is about to be confirmed; null while the officer is choosing.</summary>
    public DecisionInput? Confirming { get; private set; }

    /// <summary>False where the case cannot be decided now; the problem says why.</summary>
    public bool CanDecide { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } refused)
        {
            return refused;
        }

        var input = Input();
        if (CanDecide)
        {
            input.Check(Case).AddTo(ModelState, text);
            Confirming = ModelState.IsValid ? input : null;
        }

        return Page();
    }

    /// <summary>Back from the confirmation, with everything as it was typed.</summary>
    public async Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ?? Page();

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken ct)
    {
        var outcome = await work.DecideAsync(id, Officer.From(User), Input(), ct);
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

        if (CanDecide)
        {
            outcome.AddTo(this, text);
        }

        return Page();
    }

    private DecisionInput Input() => DecisionInput.From(Decision, ReasonCodes, Note);

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        var officer = Officer.From(User);
        var (entrance, found) = await reading.FindAsync(id, officer, ct);
        if (entrance != Entrance.Granted)
        {
            return this.Refuse(entrance);
        }

        Case = found!;
        CanDecide = Case.State == CaseState.Open && (Case.OfficerId is null || Case.OfficerId == officer.Id);
        if (!CanDecide)
        {
            CaseProblems.NotYours(Case).AddTo(this, text);
        }

        return null;
    }
}
