using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Attempts;
using OneStop.Payments.Bills;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Refunds;

/// <summary>Notes refunds in the write under way, under the payment's lock; the reconciler sends them.</summary>
internal sealed class RefundRequests(PaymentsDb db, Write write, Transitions transitions, GeneralLedger ledger, IAudit audit, ReconcilerSignal signal, TimeProvider time)
{
    /// <summary>A service gives back: nobody else need agree.</summary>
    public async Task AddAsync(Bill bill, string key, long cents, string reason, CancellationToken ct)
    {
        if (await db.Refunds.SingleOrDefaultAsync(refund => refund.BillId == bill.Id && refund.Key == key, ct) is { } standing)
        {
            if (standing.Cents != cents)
            {
                throw new InvalidOperationException($"Refund {key} of {bill.Reference} stands already with another amount.");
            }

            return;
        }

        var refund = await CreateAsync(bill, key, cents, reason, requestedBy: null, ct);
        if (bill.State == BillState.Reversed)
        {
            await VoidAsync(bill, refund, ct);
        }
        else
        {
            Approve(bill, refund);
        }

        await audit.RecordAsync(new AuditLine("refund.requested", $"refund/{refund.Id}", bill.PayerId, reason), ct);
    }

    /// <summary>An officer asks; another officer must agree.</summary>
    public async Task<Refund> ProposeAsync(Bill bill, long cents, string reason, Guid officer, CancellationToken ct)
    {
        var refund = await CreateAsync(bill, $"officer/{Ids.New()}", cents, reason, officer, ct);
        await audit.RecordAsync(new AuditLine("refund.proposed", $"refund/{refund.Id}", bill.PayerId, reason), ct);
        return refund;
    }

    /// <summary>Money nobody asked for goes back whole.</summary>
    public async Task AddSurplusAsync(Bill bill, Attempt attempt, string reason, CancellationToken ct)
    {
        var refund = new Refund
        {
            Id = Ids.New(),
            BillId = bill.Id,
            AttemptId = attempt.Id,
            Key = $"surplus/{attempt.Id}",
            Cents = attempt.CapturedCents,
            Currency = attempt.CapturedCurrency!,
            Reason = reason,
            IsSurplus = true,
            RequestedAt = time.GetUtcNow(),
        };
        db.Refunds.Add(refund);
        Approve(bill, refund);
        await audit.RecordAsync(new AuditLine("refund.requested", $"refund/{refund.Id}", bill.PayerId, reason), ct);
    }

    public void Approve(Bill bill, Refund refund)
    {
        transitions.Apply(bill, refund, RefundEvent.Approved);
        refund.NextTryAt = time.GetUtcNow();
        write.AfterCommit(signal.Raise);
    }

    /// <summary>The provider took the attempt's money back: refunds not yet under way need no sending any more.</summary>
    public async Task VoidAsync(Bill bill, Attempt attempt, CancellationToken ct)
    {
        var waiting = await db.Refunds.Where(refund => refund.AttemptId == attempt.Id &&
            (refund.State == RefundState.Requested || refund.State == RefundState.Approved || refund.State == RefundState.Failed)).ToListAsync(ct);
        foreach (var refund in waiting)
        {
            await VoidAsync(bill, refund, ct);
        }
    }

    public async Task VoidAsync(Bill bill, Refund refund, CancellationToken ct)
    {
        transitions.Apply(bill, refund, RefundEvent.MoneyGone, evidence: true);
        (refund.NextTryAt, refund.FinishedAt) = (null, time.GetUtcNow());
        if (!refund.IsSurplus)
        {
            bill.Promise(-refund.Cents);
        }

        if (refund.IsPosted)
        {
            var owed = await db.LedgerEntries.AsNoTracking().Include(entry => entry.Postings)
                .SingleAsync(entry => entry.SubjectId == refund.Id && entry.Kind == EntryKind.RefundOwed, ct);
            await ledger.PostAsync(
                EntryKind.RefundUndone, refund.Id, bill.Id, bill.Reference, refund.Currency, owed.Postings.Select(posting => (posting.Account, -posting.Cents)), ct);
        }
    }

    private async Task<Refund> CreateAsync(Bill bill, string key, long cents, string reason, Guid? requestedBy, CancellationToken ct)
    {
        if (bill.SettledAttemptId is not { } attemptId || cents > bill.LeftCents)
        {
            throw new InvalidOperationException($"{cents} cents are more than is left of payment {bill.Reference} ({bill.State}).");
        }

        var refund = new Refund
        {
            Id = Ids.New(),
            BillId = bill.Id,
            AttemptId = attemptId,
            Key = key,
            Cents = cents,
            Currency = Bill.Currency,
            Reason = reason,
            RequestedBy = requestedBy,
            RequestedAt = time.GetUtcNow(),
        };
        db.Refunds.Add(refund);
        bill.Promise(cents);
        await db.SaveChangesAsync(ct);
        return refund;
    }
}
