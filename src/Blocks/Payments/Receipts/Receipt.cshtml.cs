using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Bills;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Refunds;
using OneStop.Platform.Web;

namespace OneStop.Payments.Receipts;

/// <summary>The receipt, to keep or print.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class ReceiptModel(PaymentsDb db) : PageModel
{
    public Bill Bill { get; private set; } = null!;

    public Receipt Receipt { get; private set; } = null!;

    public IReadOnlyList<Refund> Refunds { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await PayAddresses.FindAsync(reference, db, ct) is not { ReceiptNumber: { } number } bill || bill.PayerId != User.PersonId())
        {
            return NotFound();
        }

        Bill = bill;
        Receipt = await db.Receipts.SingleAsync(receipt => receipt.Number == number, ct);
        Refunds = await db.Refunds.Where(refund => refund.BillId == bill.Id && !refund.IsSurplus && refund.State == RefundState.Succeeded).OrderBy(refund => refund.Id).ToListAsync(ct);
        return Page();
    }
}
