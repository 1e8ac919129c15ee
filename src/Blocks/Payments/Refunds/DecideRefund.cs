using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Data;

namespace OneStop.Payments.Refunds;

/// <summary>What officers do with refunds: one asks, another decides. Who asked, or who gets the money, never decides.</summary>
internal sealed class DecideRefund(PaymentsDb read, Writes writes, TimeProvider time)
{
    public Task<RefundVerdict> ProposeAsync(Guid billId, long cents, string reason, Guid officer, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync($"payment:{billId}", ct);
        var bill = await write.Get<PaymentsDb>().Bills.SingleAsync(bill => bill.Id == billId, ct);
        var requests = write.Get<RefundRequests>();
        if (bill.PayerId == officer)
        {
            return RefundVerdict.OwnAffair;
        }

        if (bill.State != BillState.Succeeded || cents > bill.LeftCents)
        {
            return RefundVerdict.TooMuch;
        }

        await requests.ProposeAsync(bill, cents, reason, officer, ct);
        return RefundVerdict.Done;
    }, ct);

    public Task<RefundVerdict> ApproveAsync(Guid refundId, Guid officer, CancellationToken ct) => DecideAsync(refundId, officer, RefundState.Requested, "refund.approved", async (write, bill, refund) =>
    {
        refund.DecidedBy = officer;
        write.Get<RefundRequests>().Approve(bill, refund);
    }, ct);

    public Task<RefundVerdict> RejectAsync(Guid refundId, Guid officer, CancellationToken ct) => DecideAsync(refundId, officer, RefundState.Requested, "refund.rejected", async (write, bill, refund) =>
    {
        (refund.DecidedBy, refund.FinishedAt) = (officer, time.GetUtcNow());
        write.Get<Transitions>().Apply(bill, refund, RefundEvent.Rejected);
        bill.Promise(-refund.Cents);
    }, ct);

    /// <summary>After the provider refused too often: once more.</summary>
    public Task<RefundVerdict> RetryAsync(Guid refundId, Guid officer, CancellationToken ct) => DecideAsync(refundId, officer, RefundState.Failed, "refund.retried", async (write, bill, refund) =>
    {
        write.Get<Transitions>().Apply(bill, refund, RefundEvent.Retried);
        (refund.NextTryAt, refund.Tries) = (time.GetUtcNow(), 0);
        write.AfterCommit(write.Get<Attempts.ReconcilerSignal>().Raise);
    }, ct);

    private async Task<RefundVerdict> DecideAsync(
        Guid refundId, Guid officer, RefundState from, string action, Func<Write, Bills.Bill, Refund, Task> decide, CancellationToken ct)
    {
        if (await read.Refunds.Where(refund => refund.Id == refundId).Select(refund => (Guid?)refund.BillId).SingleOrDefaultAsync(ct) is not { } billId)
        {
            return RefundVerdict.NotThere;
        }

        return await writes.RunAsync(async write =>
        {
            await write.LockAsync($"payment:{billId}", ct);
            var db = write.Get<PaymentsDb>();
            var refund = await db.Refunds.SingleAsync(refund => refund.Id == refundId, ct);
            var bill = await db.Bills.SingleAsync(bill => bill.Id == billId, ct);
            var verdict = refund.State != from ? RefundVerdict.TooLate
                : bill.PayerId == officer ? RefundVerdict.OwnAffair
                : from == RefundState.Requested && refund.RequestedBy == officer ? RefundVerdict.SamePerson
                : RefundVerdict.Done;
            if (verdict == RefundVerdict.Done)
            {
                await decide(write, bill, refund);
            }

            // A refusal is audited as a success is.
            await write.Get<IAudit>().RecordAsync(new AuditLine(
                verdict == RefundVerdict.Done ? action : "refund.decision-denied", $"refund/{refund.Id}", bill.PayerId, Facts: new Dictionary<string, string> { ["verdict"] = verdict.ToString() }), ct);
            return verdict;
        }, ct);
    }
}

internal enum RefundVerdict
{
    Done,
    NotThere,
    TooLate,
    TooMuch,
    SamePerson,
    OwnAffair,
}
