using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Bundles.Trucks;

/// <summary>One truck of the trucker's own: what its driver is told, and its load put otherwise in one step.</summary>
[Authorize(Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class TruckModel(RoadCargoDb db, Truckers truckers, BundleDesk desk, Text text, TimeProvider time) : PageModel
{
    private IReadOnlyList<Guid> own = [];

    [BindProperty(Name = "plate")]
    public string? Plate { get; set; }

    [BindProperty(Name = "controlPoint")]
    public string? Point { get; set; }

    [BindProperty(Name = "ccrns")]
    public string? Ccrns { get; set; }

    public Bundle Bundle { get; private set; } = null!;

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public BundleFields Fields => new(
        Plate ?? Bundle.Plate, Point ?? Bundle.ControlPoint, Ccrns ?? string.Join('\n', Bundle.Ccrns.Select(Ccrn.Format)), ControlPoint.On(HongKong.DayOf(Now)));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var typed = BundleFields.Split(Ccrns);
        return Answer(await desk.BundleAsync(new BundleOrder(Plate, typed, Point, id), Bundle.Trucker, User.RequiredPersonId(), ct), typed);
    }

    public async Task<IActionResult> OnPostDissolveAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var outcome = await desk.DissolveAsync(id, own, ct);
        return outcome.IsDone ? this.RedirectTo("/road-cargo/trucks") : Answer(outcome, []);
    }

    private IActionResult Answer(BundleOutcome outcome, IReadOnlyList<string?> typed)
    {
        if (outcome.IsDone)
        {
            return this.RedirectTo($"/road-cargo/trucks/{outcome.Bundle!.Id}");
        }

        BundleFields.Show(outcome.Problems, typed, ModelState, text);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        own = [.. (await truckers.OfAsync(User, ct)).Select(one => one.Id)];
        if (await db.Bundles.SingleOrDefaultAsync(bundle => bundle.Id == id && own.Contains(bundle.Trucker), ct) is not { } found)
        {
            return false;
        }

        Bundle = found;
        return true;
    }
}
