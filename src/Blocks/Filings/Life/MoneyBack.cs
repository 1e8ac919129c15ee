using OneStop.Payments.Contracts;

namespace OneStop.Filings.Life;

/// <summary>What becomes of a filing's payment when the filing ends without completion.</summary>
internal sealed class MoneyBack(IPayments payments)
{
    /// <summary>Gives the refundable lines back, or all of it where the government failed.</summary>
    public async Task RefundAsync(StoredFiling row, bool all, string reason, CancellationToken ct)
    {
        if (row.PaidAt is null || await payments.FindAsync(row.PaymentId!.Value, ct) is not { } payment)
        {
            return;
        }

        var cents = payment.Lines.Where(line => all || line.Refundable).Sum(line => line.Cents) - payment.RefundedCents;
        if (cents > 0)
        {
            await payments.RefundAsync(payment.Id, cents, reason, $"filing/{row.Id}/{reason}", ct);
        }
    }

    /// <summary>Keeps anybody from paying any more. False where the money has arrived already.</summary>
    public async Task<bool> CancelAsync(StoredFiling row, CancellationToken ct)
    {
        if (await payments.FindAsync(row.PaymentId!.Value, ct) is not { } payment)
        {
            return true;
        }

        if (payment.State == PaymentState.Succeeded)
        {
            return false;
        }

        await payments.CancelAsync(payment.Id, ct);
        return true;
    }
}
