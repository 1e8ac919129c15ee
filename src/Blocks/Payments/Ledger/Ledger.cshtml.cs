using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Payments.Ledger;

/// <summary>Balances and the latest entries; the whole ledger to take away.</summary>
[Officers("try", "cashier")]
internal sealed class LedgerModel(PaymentsDb db, GeneralLedger ledger, Journal journal, IAudit audit) : PageModel
{
    private const int PageSize = 25;

    public IReadOnlyList<Balance> Balances { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    public long? Older { get; private set; }

    /// <summary>Null where nobody asked; 0 for an intact chain.</summary>
    public long? BrokenAt { get; private set; }

    public async Task OnGetAsync(long? before, bool verify, CancellationToken ct)
    {
        Balances = await ledger.BalancesAsync(ct);
        var page = await db.LedgerEntries.Include(entry => entry.Postings).Where(entry => before == null || entry.Number < before)
            .OrderByDescending(entry => entry.Number).Take(PageSize + 1).ToListAsync(ct);
        Entries = [.. page.Take(PageSize)];
        Older = page.Count > PageSize ? Entries[^1].Number : null;
        BrokenAt = verify ? await ledger.FindBreakAsync(ct) ?? 0 : null;
    }

    public async Task<IActionResult> OnGetJournalAsync(CancellationToken ct)
    {
        await audit.RecordAsync(new AuditLine("ledger.exported", "ledger"), ct);
        Response.ContentType = Journal.ContentType;
        Response.Headers.ContentDisposition = "attachment; filename=ledger.journal";
        await journal.WriteAsync(Response.Body, ct);
        return new EmptyResult();
    }
}
