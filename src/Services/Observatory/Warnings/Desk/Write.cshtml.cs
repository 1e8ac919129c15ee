using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings.Desk;

/// <summary>The statement and its times. It is saved whatever is missing; only a release asks for all.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class WriteModel(DeskReading reading, WarningDesk desk, Text text) : PageModel
{
    [BindProperty(Name = "issued")]
    public string? Issued { get; set; }

    [BindProperty(Name = "expires")]
    public string? Expires { get; set; }

    [BindProperty(Name = "english")]
    public string? English { get; set; }

    [BindProperty(Name = "traditional")]
    public string? Traditional { get; set; }

    [BindProperty(Name = "simplified")]
    public string? Simplified { get; set; }

    [BindProperty(Name = "convert")]
    public string? Convert { get; set; }

    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    public WarningProposal Proposal { get; private set; } = null!;

    public WarningKind Kind { get; private set; } = null!;

    /// <summary>What another forecaster has written meanwhile, to compare with what was typed here.</summary>
    public WarningProposal? Theirs { get; private set; }

    public string? TheirName { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!Proposal.Can(ProposalAct.Write))
        {
            return this.RedirectTo($"/weather/desk/warnings/{id}");
        }

        Seen = Proposal.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var (issued, expires) = (Moment(Issued, "issued"), Moment(Expires, "expires"));
        var typed = ProposedText.Clean(English, Traditional, Simplified);
        if (typed.English.Length > ProposedText.MostCharacters * 2 || typed.Traditional.Length > ProposedText.MostCharacters * 2 || typed.Simplified.Length > ProposedText.MostCharacters * 2)
        {
            ModelState.AddModelError("english", text["observatory.desk.problem.far-too-long", ProposedText.MostCharacters]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var input = new ProposalInput(issued, expires, Convert == "yes" ? typed.Converted() : typed);
        var outcome = await desk.WriteAsync(id, Seen, input, User.RequiredPersonId(), ct);
        if (outcome.IsDone)
        {
            return this.RedirectTo($"/weather/desk/warnings/{id}");
        }

        if (outcome.Proposal is not { } now)
        {
            return NotFound();
        }

        this.AddProblems(outcome.Problems, text);
        Theirs = Proposal = now;
        TheirName = (await reading.NamesAsync([now.WrittenBy], ct))[now.WrittenBy];
        Seen = now.Version;
        return Page();
    }

    private DateTimeOffset? Moment(string? typed, string name)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (CivilTime.Parse(typed) is { } moment)
        {
            return ReleaseRules.Minute(moment);
        }

        ModelState.AddModelError(name, text["observatory.desk.problem.time"]);
        return null;
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await reading.FindAsync(id, ct) is not { } found)
        {
            return false;
        }

        (Proposal, Kind) = (found, WarningKinds.Find(found.Kind)!);
        return true;
    }
}
