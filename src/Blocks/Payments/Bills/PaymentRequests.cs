using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Refunds;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Bills;

/// <summary>The block's door for services.</summary>
internal sealed class PaymentRequests(PaymentsDb read, Writes writes, TimeProvider time) : IPayments
{
    private const string CancelKey = "cancelled";

    public Task<Payment> RequestAsync(PaymentRequest request, CancellationToken ct = default)
    {
        if (request.Lines.Count == 0 || request.Lines.Any(line => line.Cents < 0) || request.Lines.Sum(line => line.Cents) <= 0)
        {
            throw new ArgumentException("A payment is of at least one cent, and no line is negative.", nameof(request));
        }

        return writes.RunAsync(async write =>
        {
            await write.LockAsync($"payable:{request.Purpose}:{request.PayableId}", ct);
            var db = write.Get<PaymentsDb>();
            var standing = await db.Bills.SingleOrDefaultAsync(bill => bill.Purpose == request.Purpose && bill.PayableId == request.PayableId, ct);
            if (standing is not null)
            {
                return standing.ToContract();
            }

            var bill = new Bill
            {
                Id = Ids.New(),
                Reference = ReferenceNumber.New("PY"),
                Purpose = request.Purpose,
                PayableId = request.PayableId,
                PayerId = request.PayerId,
                Department = request.Department,
                Description = request.Description,
                Lines = request.Lines,
                TotalCents = request.Lines.Sum(line => line.Cents),
                ReturnPath = request.ReturnPath,
                CreatedAt = time.GetUtcNow(),
            };
            db.Bills.Add(bill);
            await db.SaveChangesAsync(ct);
            await write.Get<IAudit>().RecordAsync(new AuditLine("payment.requested", $"payment/{bill.Id}", bill.PayerId), ct);
            return bill.ToContract();
        }, ct);
    }

    public async Task<Payment?> FindAsync(Guid id, CancellationToken ct = default) =>
        (await read.Bills.SingleOrDefaultAsync(bill => bill.Id == id, ct))?.ToContract();

    public Task CancelAsync(Guid id, CancellationToken ct = default) => writes.RunAsync(async write =>
    {
        var bill = await LockAsync(write, id, ct);
        if (bill.State == BillState.Succeeded)
        {
            // The money was quicker than the cancellation.
            if (bill.LeftCents > 0)
            {
                await write.Get<RefundRequests>().AddAsync(bill, CancelKey, bill.LeftCents, "cancelled", ct);
            }
        }
        else if (bill.State is not (BillState.Cancelled or BillState.Reversed))
        {
            write.Get<Transitions>().Apply(bill, BillEvent.Cancelled, evidence: false);
            await write.Get<IAudit>().RecordAsync(new AuditLine("payment.cancelled", $"payment/{bill.Id}", bill.PayerId), ct);
        }
    }, ct);

    public Task RefundAsync(Guid id, long cents, string reason, string idempotencyKey, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cents);
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        return writes.RunAsync(async write =>
        {
            var bill = await LockAsync(write, id, ct);
            await write.Get<RefundRequests>().AddAsync(bill, idempotencyKey, cents, reason, ct);
        }, ct);
    }

    private static async Task<Bill> LockAsync(Write write, Guid id, CancellationToken ct)
    {
        await write.LockAsync($"payment:{id}", ct);
        var db = write.Get<PaymentsDb>();
        return await db.Bills.SingleOrDefaultAsync(bill => bill.Id == id, ct) ?? throw new InvalidOperationException($"There is no payment {id}.");
    }
}
