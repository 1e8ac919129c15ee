using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Bills;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Receipts;

/// <summary>Gives out receipt numbers in the settling write: a write that fails gives its number back, so none is ever missing.</summary>
internal sealed class ReceiptNumbers(PaymentsDb db, Write write, TimeProvider time)
{
    public async Task<string> IssueAsync(Bill bill, Guid attemptId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (department, year) = (bill.Department, HongKong.DayOf(now).Year);
        await write.LockAsync($"payments-receipts:{department}:{year}", ct);
        var serial = 1 + (await db.Receipts.Where(receipt => receipt.Department == department && receipt.Year == year).MaxAsync(receipt => (int?)receipt.Serial, ct) ?? 0);
        var number = string.Create(CultureInfo.InvariantCulture, $"{department.ToUpperInvariant()}-{year}-{serial:000000}");
        db.Receipts.Add(new Receipt
        {
            Number = number,
            Department = department,
            Year = year,
            Serial = serial,
            BillId = bill.Id,
            AttemptId = attemptId,
            Cents = bill.TotalCents,
            IssuedAt = now,
        });
        await db.SaveChangesAsync(ct);
        return number;
    }
}
