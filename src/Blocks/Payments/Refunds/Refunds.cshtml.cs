using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Payments.Refunds;

/// <summary>Refunds that wait for a second officer, that the provider refuses, and the latest of all.</summary>
[Officers("try", "cashier")]
internal sealed class RefundsModel(PaymentsDb db, DecideRefund decide, Text text) : PageModel
{
    private const int AtMost = 100;

    public IReadOnlyList<(Refund Refund, string Reference)> Waiting { get; private set; } = [];

    public IReadOnlyList<(Refund Refund, string Reference)> Latest { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(Guid refund, string? act, CancellationToken ct)
    {
        var officer = User.RequiredPersonId();
        var verdict = act switch
        {
            "approve" => await decide.ApproveAsync(refund, officer, ct),
            "reject" => await decide.RejectAsync(refund, officer, ct),
            "retry" => await decide.RetryAsync(refund, officer, ct),
            _ => RefundVerdict.NotThere,
        };
        switch (verdict)
        {
            case RefundVerdict.Done:
                return this.RedirectTo("/refunds");
            case RefundVerdict.NotThere:
                return NotFound();
        }

        ModelState.AddModelError("", text[verdict switch
        {
            RefundVerdict.SamePerson => "payments.refund.same-person",
            RefundVerdict.OwnAffair => "payments.refund.own-affair",
            _ => "payments.refund.too-late",
        }]);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Waiting = await ListAsync(db.Refunds.Where(refund => refund.State == RefundState.Failed || refund.State == RefundState.Requested).OrderBy(refund => refund.Id), ct);
        Latest = await ListAsync(db.Refunds.Where(refund => refund.State != RefundState.Failed && refund.State != RefundState.Requested).OrderByDescending(refund => refund.Id), ct);
    }

    private async Task<IReadOnlyList<(Refund, string)>> ListAsync(IQueryable<Refund> refunds, CancellationToken ct)
    {
        var list = await refunds.Take(AtMost).ToListAsync(ct);
        var bills = list.ConvertAll(refund => refund.BillId);
        var references = await db.Bills.Where(bill => bills.Contains(bill.Id)).ToDictionaryAsync(bill => bill.Id, bill => bill.Reference, ct);
        return list.ConvertAll(refund => (refund, references[refund.BillId]));
    }
}
