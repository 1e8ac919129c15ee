using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Crossings;
using OneStop.Usage.Contracts;

namespace OneStop.RoadCargo.Bundles.Trucks;

/// <summary>A trucker's trucks that have not crossed, and a new one.</summary>
[Authorize(Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class TrucksModel(RoadCargoDb db, Truckers truckers, BundleDesk desk, IUsage usage, Text text, TimeProvider time) : PageModel
{
    private const int Most = 100;

    [BindProperty(Name = "plate")]
    public string Plate { get; set; } = "";

    [BindProperty(Name = "controlPoint")]
    public string Point { get; set; } = "";

    [BindProperty(Name = "ccrns")]
    public string Ccrns { get; set; } = "";

    [BindProperty(Name = "organisation")]
    public string? Organisation { get; set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];

    public IReadOnlyList<Bundle> Bundles { get; private set; } = [];

    public BundleFields Fields => new(Plate, Point, Ccrns, ControlPoint.On(HongKong.DayOf(Now)));

    public static string PointName(Bundle bundle) => ControlPoint.Find(bundle.ControlPoint, HongKong.DayOf(bundle.BundledAt))?.Name.ToString() ?? bundle.ControlPoint;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await truckers.OneAsync(User, Organisation, ct) is not { } trucker)
        {
            return Forbid();
        }

        var typed = BundleFields.Split(Ccrns);
        var outcome = await desk.BundleAsync(new BundleOrder(Plate, typed, Point, null), trucker.Id, User.RequiredPersonId(), ct);
        usage.Count(RoadCargoModule.Service, outcome.IsDone ? UsageStep.Complete : UsageStep.Fail, UsageChannel.Web);
        if (outcome.IsDone)
        {
            return this.RedirectTo($"/road-cargo/trucks/{outcome.Bundle!.Id}");
        }

        BundleFields.Show(outcome.Problems, typed, ModelState, text);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Organisations = await truckers.OfAsync(User, ct);
        var own = Organisations.Select(one => one.Id).ToList();
        Bundles = await db.Bundles.Where(bundle => own.Contains(bundle.Trucker) && bundle.State == BundleState.Active).OrderByDescending(bundle => bundle.BundledAt).Take(Most).ToListAsync(ct);
    }
}
