using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Bills;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Payments.Search;

/// <summary>Cashiers find payments; who searched for what is audited.</summary>
[Officers("try", "cashier")]
internal sealed class PaymentsModel(PaymentsDb db, IAudit audit) : PageModel
{
    private const int AtMost = 50;

    public string Query { get; private set; } = "";

    public BillState? State { get; private set; }

    public IReadOnlyList<Bill> Found { get; private set; } = [];

    public async Task OnGetAsync(string? q, string? state, CancellationToken ct)
    {
        Query = (q ?? "").Trim();
        State = Enum.TryParse<BillState>(state, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        var bills = db.Bills.AsQueryable();
        if (State is { } wanted)
        {
            bills = bills.Where(bill => bill.State == wanted);
        }

        if (Query.Length > 0)
        {
            var reference = ReferenceNumber.Parse(Query);
            var receipt = Query.ToUpperInvariant();
            var id = Guid.TryParse(Query, out var guid) ? guid : Guid.Empty;
            bills = bills.Where(bill => bill.Reference == reference || bill.ReceiptNumber == receipt || bill.PayableId == id || bill.Id == id ||
                db.Attempts.Any(attempt => attempt.BillId == bill.Id && (attempt.ProviderId == Query || attempt.Id == id)));
            await audit.RecordAsync(new AuditLine("payments.searched", "payments", Facts: new Dictionary<string, string> { ["query"] = Query.Length > 100 ? Query[..100] : Query }), ct);
        }

        Found = await bills.OrderByDescending(bill => bill.Id).Take(AtMost).ToListAsync(ct);
    }
}
