using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.ControlRoom;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Bundles.Driver;

/// <summary>What the driver needs on the phone: one big word. Whoever has the code sees it; it names no cargo and nobody.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
internal sealed class DriverModel(RoadCargoDb db, QueueTimes queues, TimeProvider time) : PageModel
{
    public Bundle Bundle { get; private set; } = null!;

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public Instruction Instruction => Bundle.Now(Now);

    public bool IsUnderWay => Bundle.State == BundleState.Active;

    /// <summary>Until the earliest crossing; 0 where it has come or no longer matters.</summary>
    public int Minutes => Instruction is Instruction.Wait or Instruction.Inspect ? Math.Max(0, (int)Math.Ceiling((Bundle.EarliestCrossing - Now).TotalMinutes)) : 0;

    /// <summary>At the control point, on this truck's way; null once it no longer matters.</summary>
    public QueueAnswer? Queue { get; private set; }

    public string PointName => ControlPoint.Find(Bundle.ControlPoint, HongKong.DayOf(Bundle.BundledAt))?.Name.ToString() ?? Bundle.ControlPoint;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (ReferenceNumber.Parse(code) is not { } parsed || await db.Bundles.SingleOrDefaultAsync(bundle => bundle.Code == parsed, ct) is not { } found)
        {
            return NotFound();
        }

        Bundle = found;
        Queue = IsUnderWay ? (await queues.NowAsync(ct)).FirstOrDefault(queue => queue.ControlPoint == found.ControlPoint && queue.Bound == found.Bound) : null;
        return Page();
    }
}
