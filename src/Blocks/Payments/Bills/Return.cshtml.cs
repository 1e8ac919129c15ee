using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Attempts;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Web;

namespace OneStop.Payments.Bills;

/// <summary>Back from the provider: asks it for the truth, shows what it said, and looks again until it is known.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class ReturnModel(PaymentsDb db, CheckAttempt check) : PageModel
{
    public const int RefreshSeconds = 3;

    public Bill Bill { get; private set; } = null!;

    public Attempt? Open { get; private set; }

    public string? FailedBecause { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await PayAddresses.FindAsync(reference, db, ct) is not { } bill || bill.PayerId != User.PersonId())
        {
            return NotFound();
        }

        Bill = bill;
        if (bill.State is BillState.Started or BillState.Submitted)
        {
            if (await LastAsync(ct) is { IsOpen: true } open)
            {
                await check.RunAsync(open.Id, ct);
            }

            // Where the last attempt is no longer open, the provider's callback came in the meantime.
            Bill = await db.Bills.SingleAsync(found => found.Id == bill.Id, ct);
        }

        var last = await LastAsync(ct);
        Open = last is { IsOpen: true } ? last : null;
        FailedBecause = Bill.State == BillState.Failed ? last?.Reason : null;
        if (Bill.State is BillState.Started or BillState.Submitted)
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Page();
    }

    private Task<Attempt?> LastAsync(CancellationToken ct) =>
        db.Attempts.Where(attempt => attempt.BillId == Bill.Id).OrderByDescending(attempt => attempt.Id).FirstOrDefaultAsync(ct);
}
