using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Simulator;

/// <summary>What the simulated company does: opens payments, takes and returns money, and keeps its book and its callbacks with each change.</summary>
internal sealed class SimulatedCompany(SimulatorDb read, Writes writes, SimulatorOptions options, CallbackSignal signal, TimeProvider time)
{
    private const long WrongBy = 1_000;

    public Task<SimulatedPayment> OpenAsync(OpenPayment order, IReadOnlySet<Fault> faults, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync($"simulated:{order.MerchantReference}", ct);
        var db = write.Get<SimulatorDb>();
        if (await db.Payments.SingleOrDefaultAsync(payment => payment.MerchantReference == order.MerchantReference, ct) is { } standing)
        {
            return standing;
        }

        var now = time.GetUtcNow();
        var payment = new SimulatedPayment
        {
            Id = Ids.New(),
            MerchantReference = order.MerchantReference,
            AmountCents = order.AmountCents,
            Currency = order.Currency,
            Description = order.Description,
            ReturnUrl = order.ReturnUrl,
            CallbackUrl = order.CallbackUrl,
            CreatedAt = now,
            ExpiresAt = now + TimeSpan.FromSeconds(order.ExpiresInSeconds),
            Faults = Faults.Write(faults),
        };
        db.Payments.Add(payment);
        return payment;
    }, ct);

    /// <summary>By the company's own id or by the merchant's reference; what has run out by now is expired first.</summary>
    public async Task<SimulatedPayment?> FindAsync(string name, CancellationToken ct)
    {
        var id = Guid.TryParse(name, out var parsed) ? parsed : Guid.Empty;
        var payment = await read.Payments.AsNoTracking().SingleOrDefaultAsync(payment => payment.Id == id || payment.MerchantReference == name, ct);
        return payment is { State: SimulatedState.Pending } && payment.ExpiresAt <= time.GetUtcNow()
            ? await ChangeAsync(payment, (_, payment) => payment.State = SimulatedState.Expired, ct)
            : payment;
    }

    /// <returns>The payment as it stands afterwards: unchanged where it was decided before.</returns>
    public async Task<SimulatedPayment?> PayAsync(string name, PayOutcome outcome, IEnumerable<Fault> faults, CancellationToken ct)
    {
        var payment = await FindAsync(name, ct);
        if (payment is not { State: SimulatedState.Pending })
        {
            return payment;
        }

        var all = Faults.Read(payment.Faults).Union(faults).ToHashSet();
        return await ChangeAsync(payment, (db, payment) =>
        {
            payment.Faults = Faults.Write(all);
            payment.State = outcome == PayOutcome.Cancel ? SimulatedState.Cancelled
                : outcome == PayOutcome.Decline || all.Contains(Fault.Decline) ? SimulatedState.Declined
                : SimulatedState.Paid;
            if (payment.State == SimulatedState.Paid)
            {
                payment.PaidCents = payment.AmountCents + (all.Contains(Fault.WrongAmount) ? WrongBy : 0);
                payment.PaidCurrency = all.Contains(Fault.WrongCurrency) ? "USD" : payment.Currency;
                payment.ReverseAt = all.Contains(Fault.Reversal) ? time.GetUtcNow() + options.ReversalTime : null;
                db.Movements.Add(Line("payment", payment, payment.MerchantReference, payment.PaidCents));
            }
        }, ct);
    }

    /// <summary>Takes money back from the merchant for every payment whose time for it has come.</summary>
    public async Task ReverseDueAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var payment in await read.Payments.AsNoTracking().Where(payment => payment.ReverseAt <= now).Take(50).ToListAsync(ct))
        {
            await ChangeAsync(payment, (db, payment) =>
            {
                (payment.ReverseAt, payment.ReversedCents, payment.State) = (null, payment.PaidCents - payment.RefundedCents, SimulatedState.Reversed);
                if (payment.ReversedCents > 0)
                {
                    db.Movements.Add(Line("reversal", payment, payment.MerchantReference, -payment.ReversedCents));
                }
            }, ct);
        }
    }

    public Task<SimulatedRefund?> RefundAsync(RefundPayment order, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync($"simulated:{order.Payment}", ct);
        var db = write.Get<SimulatorDb>();
        if (await db.Refunds.SingleOrDefaultAsync(refund => refund.MerchantReference == order.MerchantReference, ct) is { } standing)
        {
            return standing;
        }

        if (await db.Payments.SingleOrDefaultAsync(payment => payment.MerchantReference == order.Payment, ct) is not { } payment)
        {
            return null;
        }

        var isFirst = !await db.Refunds.AnyAsync(refund => refund.PaymentId == payment.Id, ct);
        var isRefused = payment.State != SimulatedState.Paid || order.Currency != payment.PaidCurrency || order.AmountCents > payment.PaidCents - payment.RefundedCents ||
            (isFirst && Faults.Read(payment.Faults).Contains(Fault.RefundFailsFirst));
        var refund = new SimulatedRefund
        {
            MerchantReference = order.MerchantReference,
            PaymentId = payment.Id,
            AmountCents = order.AmountCents,
            Currency = order.Currency,
            Succeeded = !isRefused,
            CreatedAt = time.GetUtcNow(),
        };
        db.Refunds.Add(refund);
        if (refund.Succeeded)
        {
            payment.RefundedCents += order.AmountCents;
            db.Movements.Add(Line("refund", payment, order.MerchantReference, -order.AmountCents));
        }

        return refund;
    }, ct);

    private async Task<SimulatedPayment> ChangeAsync(SimulatedPayment seen, Action<SimulatorDb, SimulatedPayment> change, CancellationToken ct) => await writes.RunAsync(async write =>
    {
        await write.LockAsync($"simulated:{seen.MerchantReference}", ct);
        var db = write.Get<SimulatorDb>();
        var payment = await db.Payments.SingleAsync(payment => payment.Id == seen.Id, ct);
        if (payment.Revision != seen.Revision)
        {
            return payment;
        }

        change(db, payment);
        payment.Revision++;
        db.Callbacks.AddRange(CallbackPlan.For(payment, time.GetUtcNow(), options));
        write.AfterCommit(signal.Raise);
        return payment;
    }, ct);

    private Movement Line(string kind, SimulatedPayment payment, string reference, long cents)
    {
        var now = time.GetUtcNow();
        return new Movement
        {
            Id = Ids.New(),
            Kind = kind,
            Payment = payment.MerchantReference,
            MerchantReference = reference,
            AmountCents = cents,
            Currency = payment.PaidCurrency!,
            At = now,
            Day = HongKong.DayOf(now),
        };
    }
}

internal enum PayOutcome
{
    Approve,
    Decline,
    Cancel,
}

internal sealed record OpenPayment(
    string MerchantReference, long AmountCents, string Currency, string Description, string ReturnUrl, string CallbackUrl, double ExpiresInSeconds);

internal sealed record RefundPayment(string MerchantReference, string Payment, long AmountCents, string Currency);
