using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Attempts;
using OneStop.Payments.Bills;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Refunds;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Payments.Search;

/// <summary>One payment with everything that happened to it; from here a cashier proposes a refund. Each look is audited.</summary>
[Officers("try", "cashier")]
internal sealed class OnePaymentModel(PaymentsDb db, DecideRefund decide, IAudit audit, Text text) : PageModel
{
    private const int LongestReason = 200;

    public Bill Bill { get; private set; } = null!;

    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    public IReadOnlyList<Refund> Refunds { get; private set; } = [];

    public IReadOnlyList<StateChange> Changes { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    public bool CanPropose => Bill.State == BillState.Succeeded && Bill.LeftCents > 0;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => await LoadAsync(reference, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string reference, string? amount, string? reason, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct))
        {
            return NotFound();
        }

        var cents = ParseCents(amount);
        if (cents is null)
        {
            ModelState.AddModelError("amount", text["payments.refund.amount-wrong"]);
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            ModelState.AddModelError("reason", text["payments.refund.reason-missing", LongestReason]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await decide.ProposeAsync(Bill.Id, cents!.Value, reason!.Trim(), User.RequiredPersonId(), ct))
        {
            case RefundVerdict.Done:
                return this.RedirectTo("/refunds");
            case RefundVerdict.OwnAffair:
                ModelState.AddModelError("amount", text["payments.refund.own-affair"]);
                break;
            default:
                ModelState.AddModelError("amount", text["payments.refund.too-much", new Money(Bill.LeftCents)]);
                break;
        }

        return Page();
    }

    /// <summary>Dollars with or without cents; null for what is no positive amount.</summary>
    internal static long? ParseCents(string? typed) =>
        decimal.TryParse(typed?.Replace(",", "", StringComparison.Ordinal).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) &&
        dollars is > 0 and < 10_000_000_000m && decimal.Round(dollars, 2) == dollars ? (long)(dollars * 100) : null;

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await PayAddresses.FindAsync(reference, db, ct) is not { } bill)
        {
            return false;
        }

        Bill = bill;
        Attempts = await db.Attempts.Where(attempt => attempt.BillId == bill.Id).OrderBy(attempt => attempt.Id).ToListAsync(ct);
        Refunds = await db.Refunds.Where(refund => refund.BillId == bill.Id).OrderBy(refund => refund.Id).ToListAsync(ct);
        Changes = await db.StateChanges.Where(change => change.BillId == bill.Id).OrderBy(change => change.Id).ToListAsync(ct);
        Entries = await db.LedgerEntries.Include(entry => entry.Postings).Where(entry => entry.BillId == bill.Id).OrderBy(entry => entry.Number).ToListAsync(ct);
        await audit.RecordAsync(new AuditLine("payment.viewed", $"payment/{bill.Id}", bill.PayerId), ct);
        return true;
    }
}
