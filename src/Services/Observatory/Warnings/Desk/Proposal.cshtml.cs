using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.OpenData;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings.Desk;

/// <summary>A proposal as the public will read it, with what stands in the way of its release and what may be done with it now.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class ProposalModel(DeskReading reading, WarningDesk desk, Text text) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new(DataFile.Json) { WriteIndented = true };

    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    [BindProperty(Name = "words")]
    public string? Words { get; set; }

    public WarningProposal Proposal { get; private set; } = null!;

    public WarningKind Kind { get; private set; } = null!;

    public Standing Standing { get; private set; } = null!;

    public ForecasterNames Names { get; private set; } = null!;

    /// <summary>What a release would refuse now.</summary>
    public IReadOnlyList<RuleProblem> Obstacles { get; private set; } = [];

    public bool NeedsTwo { get; private set; }

    public bool IsMine => Proposal.WrittenBy == User.RequiredPersonId();

    /// <summary>What it became.</summary>
    public WarningStep? Released { get; private set; }

    /// <summary>The step as it stands, or would stand if it were released this minute.</summary>
    public WarningInForce Preview { get; private set; } = null!;

    /// <summary>As programs will read it, in the reader's language.</summary>
    public IEnumerable<(string Name, string Json)> Documents =>
    [
        ("warnsum", JsonSerializer.Serialize(WarningReports.Summary([Preview], Lang.Current), Readable)),
        ("warningInfo", JsonSerializer.Serialize(WarningReports.Details([Preview], Lang.Current), Readable)),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostSubmitAsync(Guid id, CancellationToken ct) => AnswerAsync(id, desk.SubmitAsync(id, Seen, ct), ct);

    public Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken ct) => AnswerAsync(id, desk.ReleaseAsync(id, Seen, User.RequiredPersonId(), ct), ct);

    public Task<IActionResult> OnPostSendBackAsync(Guid id, CancellationToken ct) => AnswerAsync(id, desk.SendBackAsync(id, Seen, Words, User.RequiredPersonId(), ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => AnswerAsync(id, desk.WithdrawAsync(id, Seen, User.RequiredPersonId(), ct), ct);

    private async Task<IActionResult> AnswerAsync(Guid id, Task<DeskOutcome> act, CancellationToken ct)
    {
        var outcome = await act;
        if (outcome.IsDone)
        {
            return this.RedirectTo($"/weather/desk/warnings/{id}");
        }

        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        // Beside the field where the page has it, otherwise above all.
        this.AddProblems(outcome.Problems.Select(problem => problem.Path == "words" ? problem : problem with { Path = "" }), text);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await reading.FindAsync(id, ct) is not { } found)
        {
            return false;
        }

        (Proposal, Kind) = (found, WarningKinds.Find(found.Kind)!);
        Standing = await reading.StandingAsync(Kind.Key, ct);
        NeedsTwo = WarningSteps.NeedsTwo(Kind, found.Code, Standing.InForce);
        Obstacles = found.Can(ProposalAct.Release) ? [.. ReleaseRules.Check(found, Kind, Standing)] : [];
        Released = found.StepId is { } step ? await reading.StepAsync(step, ct) : null;
        var first = Standing.InForce is { } inForce ? (await reading.ChainAsync(inForce.Chain, ct))[0] : null;
        var shown = Released ?? ReleaseRules.ToStep(found, Standing, null);
        Preview = new WarningInForce(Kind, Kind.Signal(shown.Code), shown, first?.Chain == shown.Chain ? first.IssuedAt : shown.IssuedAt);
        Names = await reading.NamesAsync([found.WrittenBy, found.EndedBy], ct);
        return true;
    }
}
