using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Attempts;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Payments.Bills;

/// <summary>What it is for, how much, and by which method: for the payer alone.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class PayModel(PaymentsDb db, StartAttempt start, IEnumerable<IPaymentProvider> providers, Text text) : PageModel
{
    public Bill Bill { get; private set; } = null!;

    public IReadOnlyList<string> Methods { get; } = [.. providers.Select(provider => provider.Name)];

    /// <summary>Why the last attempt failed; null where none did.</summary>
    public string? FailedBecause { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct))
        {
            return NotFound();
        }

        return Bill.State is BillState.Started or BillState.Submitted ? this.RedirectTo($"{Bill.PayPath}/return") : Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, string? method, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct))
        {
            return NotFound();
        }

        var chosen = string.IsNullOrEmpty(method) && Methods is [var only] ? only : method ?? "";
        var outcome = await start.RunAsync(Bill.Id, chosen, PayAddresses.Return(Request, Bill), ct);
        switch (outcome)
        {
            case { Kind: StartKind.NoSuchMethod }:
                ModelState.AddModelError("method", text["payments.pay.choose-method"]);
                return Page();
            case { Kind: StartKind.Started, RedirectUrl: { } url }:
                Response.Headers.Location = url;
                return StatusCode(StatusCodes.Status303SeeOther);
            default:
                return this.RedirectTo($"{Bill.PayPath}/return");
        }
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await PayAddresses.FindAsync(reference, db, ct) is not { } bill || bill.PayerId != User.PersonId())
        {
            return false;
        }

        Bill = bill;
        if (bill.State == BillState.Failed)
        {
            FailedBecause = await db.Attempts.Where(attempt => attempt.BillId == bill.Id).OrderByDescending(attempt => attempt.Id).Select(attempt => attempt.Reason).FirstOrDefaultAsync(ct);
        }

        return true;
    }
}
