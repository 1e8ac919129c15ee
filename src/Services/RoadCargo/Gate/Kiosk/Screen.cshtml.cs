using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Gate.Kiosk;

/// <summary>The screen at the lane: a plate, and one big word.</summary>
[Officers(RoadCargoModule.Department, CrossingsApi.Role)]
[ResponseCache(NoStore = true)]
internal sealed class ScreenModel(GateDesk desk, GateOptions options, ExpectedTrucks expected, Connection connection, Text text, TimeProvider time) : PageModel
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    [BindProperty(Name = "plate", SupportsGet = true)]
    public string? Typed { get; set; }

    [BindProperty(Name = "bound", SupportsGet = true)]
    public Bound Bound { get; set; }

    [BindProperty(Name = "words")]
    public string? Words { get; set; }

    public Shown? Shown { get; private set; }

    public Guid Next { get; } = Ids.New();

    public string PointName => ControlPoint.Find(options.Point, HongKong.Today(time))?.Name.ToString() ?? options.Point;

    public DateTimeOffset? ListAt => expected.DrawnUpAt;

    /// <summary>The centre has not answered for a while.</summary>
    public bool IsAlone => !(connection.LastAt > time.GetUtcNow() - options.Every - Fresh);

    public void OnGet()
    {
        if (!string.IsNullOrWhiteSpace(Typed))
        {
            Look();
        }
    }

    public Task<IActionResult> OnPostCrossAsync([FromForm(Name = "id")] Guid id, CancellationToken ct) =>
        RecordAsync(new Entry(id, EntryKind.Crossing, time.GetUtcNow(), Bound, Typed ?? "", Words: Words ?? ""), "words", ct);

    public Task<IActionResult> OnPostInspectAsync(
        [FromForm(Name = "bundle")] Guid bundle, [FromForm(Name = "ccrn")] string? ccrn, [FromForm(Name = "outcome")] InspectionOutcome outcome, [FromForm(Name = "officer")] string? officer, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(officer))
        {
            ModelState.AddModelError($"officer-{ccrn}", text["roadcargo.crossing.problem.officer"]);
        }

        return RecordAsync(new Entry(Ids.New(), EntryKind.Inspection, time.GetUtcNow(), Bound, Typed ?? "", Words: Words ?? "", Bundle: bundle, Ccrn: ccrn, Outcome: outcome, Officer: officer?.Trim()), $"words-{ccrn}", ct);
    }

    private async Task<IActionResult> RecordAsync(Entry entry, string words, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var problem in entry.Check("", now))
        {
            ModelState.AddModelError(problem.Path == "words" ? words : problem.Path, problem.Message(text));
        }

        Look();
        if (!ModelState.IsValid || Shown is null)
        {
            return Page();
        }

        var answer = await desk.RecordAsync(entry with { Plate = Shown.Plate }, ct);
        if (answer.Outcome == EntryOutcome.Refused)
        {
            ModelState.AddModelError(entry.Kind == EntryKind.Crossing ? "cross-words" : "", text[entry.Kind == EntryKind.Crossing ? "roadcargo.gate.let-through.missing" : GateApi.Refusal(entry.Kind, answer.Instruction).TextKey]);
            Look();
            return Page();
        }

        return this.RedirectTo($"/control-point?plate={Uri.EscapeDataString(Shown.Plate)}&bound={Bound}");
    }

    private void Look()
    {
        if (Plates.Parse(Typed, HongKong.Today(time)) is { } plate)
        {
            Shown = desk.Look(plate, Bound);
        }
        else
        {
            ModelState.AddModelError("plate", text["roadcargo.bundle.problem.plate"]);
        }
    }
}
