using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneStop.Audit.Contracts;
using OneStop.Payments.Attempts;
using OneStop.Payments.Bills;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Refunds;

/// <summary>
/// Carries one approved refund to its end. The provider's key changes only after a definite refusal, so that a refund whose
/// answer was lost is asked about, never sent twice.
/// </summary>
internal sealed partial class SendRefund(
    PaymentsDb read, Writes writes, IEnumerable<IPaymentProvider> providers, CheckAttempt checkAttempt, PaymentsOptions options, TimeProvider time, ILogger<SendRefund> log)
{
    public async Task RunAsync(Guid refundId, CancellationToken ct)
    {
        var billId = await read.Refunds.Where(refund => refund.Id == refundId).Select(refund => refund.BillId).SingleAsync(ct);
        if (await SubmitAsync(billId, refundId, ct) is not { } refund)
        {
            return;
        }

        var provider = await read.Attempts.Where(attempt => attempt.Id == refund.AttemptId).Select(attempt => attempt.Provider).SingleAsync(ct);
        try
        {
            var answer = await providers.Single(p => p.Name == provider).RefundAsync(new RefundOrder(refund.ProviderKey, refund.AttemptId, refund.Cents, refund.Currency), ct);
            if (answer.Outcome == RefundOutcome.Refused)
            {
                // The likeliest reason is that the provider has taken the money back; its word on the attempt tells.
                await checkAttempt.RunAsync(refund.AttemptId, ct);
            }

            await TakeAsync(billId, refundId, refund.ProviderKey, answer, ct);
        }
        catch (ProviderUnclearException e)
        {
            LogUnclear(e, refundId);
        }
    }

    /// <returns>Null where there is nothing to send.</returns>
    private Task<Refund?> SubmitAsync(Guid billId, Guid refundId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (db, bill, refund) = await LockAsync(write, billId, refundId, ct);
        if (refund.State == RefundState.Approved)
        {
            write.Get<Transitions>().Apply(bill, refund, RefundEvent.Sent);
            if (!refund.IsPosted)
            {
                refund.IsPosted = true;
                var earlier = await db.Refunds.Where(r => r.BillId == billId && r.IsPosted && !r.IsSurplus && r.State != RefundState.Void && r.Id != refundId).SumAsync(r => r.Cents, ct);
                var from = refund.IsSurplus
                    ? [(LedgerAccounts.Suspense, refund.Cents)]
                    : LedgerAccounts.Share(bill.Lines, bill.Department, earlier, refund.Cents).Select(share => (LedgerAccounts.Department(share.Department), share.Cents));
                await write.Get<GeneralLedger>().PostAsync(
                    EntryKind.RefundOwed, refund.Id, bill.Id, bill.Reference, refund.Currency, [.. from, (LedgerAccounts.RefundsPayable, -refund.Cents)], ct);
            }
        }

        if (refund.State == RefundState.Submitted)
        {
            return refund;
        }

        refund.NextTryAt = null;
        return null;
    }, ct);

    private Task TakeAsync(Guid billId, Guid refundId, string providerKey, RefundAnswer answer, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (db, bill, refund) = await LockAsync(write, billId, refundId, ct);
        if (refund.State != RefundState.Submitted || refund.ProviderKey != providerKey)
        {
            return;
        }

        refund.LastAnswer = answer.Raw;
        var attempt = await db.Attempts.SingleAsync(attempt => attempt.Id == refund.AttemptId, ct);
        switch (answer.Outcome)
        {
            case RefundOutcome.Succeeded:
                await FinishAsync(write, bill, attempt, refund, ct);
                break;
            case RefundOutcome.Refused:
                await RefuseAsync(write, bill, attempt, refund, ct);
                break;
        }
    }, ct);

    private async Task FinishAsync(Write write, Bill bill, Attempt attempt, Refund refund, CancellationToken ct)
    {
        write.Get<Transitions>().Apply(bill, refund, refund.IsSurplus ? RefundEvent.SurplusReturned : RefundEvent.Succeeded);
        (refund.NextTryAt, refund.FinishedAt) = (null, time.GetUtcNow());
        await write.Get<PayerNotices>().SendAsync(
            bill, refund.IsSurplus ? "payments.notice.surplus-returned" : "payments.notice.refunded",
            [new Money(refund.Cents, refund.Currency).ToString(), bill.Description, bill.Reference], bill.PayPath, $"refund/{refund.Id}", ct);
        await write.Get<IAudit>().RecordAsync(new AuditLine("refund.paid", $"refund/{refund.Id}", bill.PayerId), ct);
        await write.Get<GeneralLedger>().PostAsync(
            EntryKind.RefundPaid, refund.Id, bill.Id, bill.Reference, refund.Currency,
            [(LedgerAccounts.RefundsPayable, refund.Cents), (LedgerAccounts.Clearing(attempt.Provider), -refund.Cents)], ct);
    }

    private async Task RefuseAsync(Write write, Bill bill, Attempt attempt, Refund refund, CancellationToken ct)
    {
        var transitions = write.Get<Transitions>();
        refund.Refusals++;
        if (attempt.State == AttemptState.Reversed)
        {
            transitions.Apply(bill, refund, RefundEvent.Refused);
            await write.Get<RefundRequests>().VoidAsync(bill, refund, ct);
        }
        else if (refund.Refusals < options.RefundTries)
        {
            transitions.Apply(bill, refund, RefundEvent.Refused);
            refund.NextTryAt = time.GetUtcNow() + options.WaitAfter(refund.Refusals);
        }
        else
        {
            LogGivenUp(refund.Id, refund.Refusals);
            transitions.Apply(bill, refund, RefundEvent.GivenUp);
            refund.NextTryAt = null;
        }
    }

    private static async Task<(PaymentsDb Db, Bill Bill, Refund Refund)> LockAsync(Write write, Guid billId, Guid refundId, CancellationToken ct)
    {
        await write.LockAsync($"payment:{billId}", ct);
        var db = write.Get<PaymentsDb>();
        return (db, await db.Bills.SingleAsync(bill => bill.Id == billId, ct), await db.Refunds.SingleAsync(refund => refund.Id == refundId, ct));
    }

    [LoggerMessage(LogLevel.Warning, "Whether refund {Id} reached the provider is not known; it will be asked again under the same key.")]
    private partial void LogUnclear(Exception e, Guid id);

    [LoggerMessage(LogLevel.Critical, "The provider has refused refund {Id} {Times} times: an officer must look (/refunds).")]
    private partial void LogGivenUp(Guid id, int times);
}
