using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Bills;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Payments.Receipts;
using OneStop.Payments.Refunds;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Attempts;

/// <summary>
/// Turns the provider's word about an attempt into what follows from it, in one write under the payment's lock: states, ledger,
/// receipt, messages, events. Safe to repeat: a word that is not newer than the last changes nothing.
/// </summary>
internal sealed class TakeTruth(
    PaymentsDb db, Transitions transitions, GeneralLedger ledger, ReceiptNumbers receipts, RefundRequests refunds, PayerNotices notices, IAudit audit, TimeProvider time)
{
    public async Task RunAsync(Guid attemptId, ProviderTruth truth, CancellationToken ct)
    {
        var attempt = await db.Attempts.SingleAsync(attempt => attempt.Id == attemptId, ct);
        var bill = await db.Bills.SingleAsync(bill => bill.Id == attempt.BillId, ct);
        if (truth.State == ProviderState.NotThere)
        {
            if (attempt.IsOpen && time.GetUtcNow() >= attempt.ExpiresAt)
            {
                Fail(bill, attempt, AttemptEvent.Expired, "expired");
            }
        }
        else if (truth.Revision > attempt.Revision)
        {
            (attempt.Revision, attempt.LastTruth) = (truth.Revision, truth.Raw);
            attempt.ProviderId ??= truth.ProviderId;
            attempt.RedirectUrl ??= truth.RedirectUrl;
            await FollowAsync(bill, attempt, truth, ct);
        }

        if (!attempt.IsOpen)
        {
            attempt.NextCheckAt = null;
        }
    }

    private async Task FollowAsync(Bill bill, Attempt attempt, ProviderTruth truth, CancellationToken ct)
    {
        switch (truth.State)
        {
            case ProviderState.Pending when attempt.State == AttemptState.Opening && truth.RedirectUrl is not null:
                transitions.Apply(bill, attempt, AttemptEvent.Redirected, evidence: true);
                transitions.Apply(bill, BillEvent.Redirected, evidence: true);
                break;
            case ProviderState.Captured when attempt.State != AttemptState.Captured:
                await CaptureAsync(bill, attempt, truth, ct);
                break;
            case ProviderState.Declined when attempt.IsOpen:
                Fail(bill, attempt, AttemptEvent.Declined, "declined");
                break;
            case ProviderState.Abandoned when attempt.IsOpen:
                Fail(bill, attempt, AttemptEvent.Abandoned, "abandoned");
                break;
            case ProviderState.Expired when attempt.IsOpen:
                Fail(bill, attempt, AttemptEvent.Expired, "expired");
                break;
            // With nothing left to take, what was refunded before stays refunded.
            case ProviderState.Reversed when truth.ReversedCents > 0 && attempt.State != AttemptState.Reversed:
                if (attempt.State != AttemptState.Captured)
                {
                    // It came and went before we heard of it: nothing was ever settled with it.
                    await CaptureAsync(bill, attempt, truth, ct);
                }

                await ReverseAsync(bill, attempt, truth, ct);
                break;
        }
    }

    private void Fail(Bill bill, Attempt attempt, AttemptEvent happened, string reason)
    {
        transitions.Apply(bill, attempt, happened, evidence: true, reason);
        transitions.Apply(bill, BillEvent.AttemptFailed, evidence: true, reason);
    }

    private async Task CaptureAsync(Bill bill, Attempt attempt, ProviderTruth truth, CancellationToken ct)
    {
        var isWholeAmount = truth.CapturedCents == bill.TotalCents && truth.Currency == Bill.Currency;
        (attempt.CapturedCents, attempt.CapturedCurrency) = (truth.CapturedCents, truth.Currency);
        if (isWholeAmount && bill.IsOwed && truth.State == ProviderState.Captured)
        {
            await SettleAsync(bill, attempt, ct);
            return;
        }

        var reason = truth.State == ProviderState.Reversed ? "reversed" : !isWholeAmount ? "amount" : bill.State == BillState.Cancelled ? "cancelled" : "twice";
        attempt.IsSurplus = true;
        transitions.Apply(bill, attempt, AttemptEvent.Captured, evidence: true, reason);
        transitions.Apply(bill, BillEvent.Surplus, evidence: true, reason);
        await audit.RecordAsync(new AuditLine("payment.surplus-received", $"payment/{bill.Id}", bill.PayerId), ct);
        if (truth.State == ProviderState.Captured)
        {
            await refunds.AddSurplusAsync(bill, attempt, reason, ct);
        }

        await PostAsync(EntryKind.Surplus, bill, attempt, [(LedgerAccounts.Clearing(attempt.Provider), attempt.CapturedCents), (LedgerAccounts.Suspense, -attempt.CapturedCents)], ct);
    }

    private async Task SettleAsync(Bill bill, Attempt attempt, CancellationToken ct)
    {
        transitions.Apply(bill, attempt, AttemptEvent.Captured, evidence: true);
        transitions.Apply(bill, BillEvent.Captured, evidence: true);
        await audit.RecordAsync(new AuditLine("payment.settled", $"payment/{bill.Id}", bill.PayerId), ct);
        var number = await receipts.IssueAsync(bill, attempt.Id, ct);
        bill.Settle(attempt.Id, number, time.GetUtcNow());
        await notices.SendAsync(
            bill, "payments.notice.paid", [new Money(bill.TotalCents).ToString(), bill.Description, number], $"{bill.PayPath}/receipt", $"payment/{bill.Id}/paid", ct);
        var departments = bill.Lines.GroupBy(line => LedgerAccounts.DepartmentOf(line, bill.Department))
            .Select(lines => (LedgerAccounts.Department(lines.Key), -lines.Sum(line => line.Cents)));
        await PostAsync(EntryKind.Capture, bill, attempt, [(LedgerAccounts.Clearing(attempt.Provider), bill.TotalCents), .. departments], ct);
    }

    private async Task ReverseAsync(Bill bill, Attempt attempt, ProviderTruth truth, CancellationToken ct)
    {
        transitions.Apply(bill, attempt, AttemptEvent.Reversed, evidence: true, "reversed");
        if (!attempt.IsSurplus)
        {
            transitions.Apply(bill, BillEvent.Reversed, evidence: true, "reversed", truth.ReversedCents);
        }

        await audit.RecordAsync(new AuditLine("payment.reversed", $"payment/{bill.Id}", bill.PayerId), ct);
        await refunds.VoidAsync(bill, attempt, ct);
        var from = attempt.IsSurplus
            ? [(LedgerAccounts.Suspense, truth.ReversedCents)]
            : LedgerAccounts.Share(bill.Lines, bill.Department, bill.TotalCents - truth.ReversedCents, truth.ReversedCents)
                .Select(share => (LedgerAccounts.Department(share.Department), share.Cents));
        await PostAsync(EntryKind.Reversal, bill, attempt, [.. from, (LedgerAccounts.Clearing(attempt.Provider), -truth.ReversedCents)], ct);
    }

    private Task PostAsync(EntryKind kind, Bill bill, Attempt attempt, IReadOnlyList<(string Account, long Cents)> postings, CancellationToken ct) =>
        ledger.PostAsync(kind, attempt.Id, bill.Id, bill.Reference, attempt.CapturedCurrency!, postings, ct);
}
