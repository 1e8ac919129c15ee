using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings.Desk;

/// <summary>Which step of which signal: only what may follow what is in force. The answer is a draft with the template's words.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class ChooseModel(DeskReading reading, WarningDesk desk, Text text) : PageModel
{
    [BindProperty(Name = "kind", SupportsGet = true)]
    public string? KindKey { get; set; }

    [BindProperty(Name = "step")]
    public string? Step { get; set; }

    public WarningKind Kind { get; private set; } = null!;

    public Standing Standing { get; private set; } = null!;

    public IReadOnlyList<(WarningAction Action, WarningSignal Signal)> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var chosen = Choices.Where(choice => Value(choice.Action, choice.Signal) == Step).ToList();
        if (chosen is not [var (action, signal)])
        {
            ModelState.AddModelError("step", text["observatory.desk.problem.step"]);
            return Page();
        }

        var outcome = await desk.ProposeAsync(new NewProposal(Ids.New(), Kind.Key, signal.Code, action), User.RequiredPersonId(), ct);
        return this.RedirectTo($"/weather/desk/warnings/{outcome.Proposal!.Id}/edit");
    }

    public static string Value(WarningAction action, WarningSignal signal) => $"{action}:{signal.Code}".ToLowerInvariant();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (WarningKinds.Find(KindKey ?? "") is not { } kind)
        {
            return false;
        }

        Kind = kind;
        Standing = await reading.StandingAsync(kind.Key, ct);
        Choices = [.. WarningSteps.After(kind, Standing.InForce)];
        return true;
    }
}
