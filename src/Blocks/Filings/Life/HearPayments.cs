using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Life;

/// <summary>The money is there: the filing goes to the department. Money for a filing that no longer waits goes back whole.</summary>
internal sealed class HearPaymentSettled(Writes writes) : IEventHandler<PaymentSettled>
{
    public Task HandleAsync(PaymentSettled happened, CancellationToken ct) => happened.Purpose != GoOn.Purpose
        ? Task.CompletedTask
        : writes.RunAsync(write => SettleAsync(happened.PaymentId, write, ct), ct);

    public static async Task SettleAsync(Guid paymentId, Write write, CancellationToken ct)
    {
        var row = await write.Get<FilingsDb>().Filings.SingleOrDefaultAsync(filing => filing.PaymentId == paymentId, ct);
        if (row is { State: FilingState.AwaitingPayment } && write.Get<Dossiers>().Open(row) is { } dossier)
        {
            row.PaidAt = write.Get<TimeProvider>().GetUtcNow();
            await write.Get<GoOn>().SubmitAsync(dossier, write, ct);
        }
        else if (row is null or { PaidAt: null })
        {
            var payments = write.Get<IPayments>();
            if (await payments.FindAsync(paymentId, ct) is { State: PaymentState.Succeeded } payment && payment.TotalCents > payment.RefundedCents)
            {
                await payments.RefundAsync(paymentId, payment.TotalCents - payment.RefundedCents, "filing-gone", $"payment/{paymentId}/filing-gone", ct);
            }
        }
    }
}

/// <summary>A refund reached the payer: one row in the timeline.</summary>
internal sealed class HearPaymentRefunded(Writes writes, TimeProvider time) : IEventHandler<PaymentRefunded>
{
    public Task HandleAsync(PaymentRefunded happened, CancellationToken ct) => happened.Purpose != GoOn.Purpose
        ? Task.CompletedTask
        : writes.RunAsync(async write =>
        {
            var id = await write.Get<FilingsDb>().Filings.Where(filing => filing.PaymentId == happened.PaymentId).Select(filing => filing.Id).SingleOrDefaultAsync(ct);
            if (id != Guid.Empty)
            {
                var amount = new Money(happened.Cents).ToString();
                write.Get<FilingSteps>().Note(id, "Refunded", time.GetUtcNow(), new LocalizedText(amount, amount, amount));
            }
        }, ct);
}

/// <summary>The payer's bank took the money back. A filing that is back with its filer has to be paid again; any other shows what happened.</summary>
internal sealed class HearPaymentReversed(Writes writes, TimeProvider time) : IEventHandler<PaymentReversed>
{
    public Task HandleAsync(PaymentReversed happened, CancellationToken ct) => happened.Purpose != GoOn.Purpose
        ? Task.CompletedTask
        : writes.RunAsync(async write =>
        {
            if (await write.Get<FilingsDb>().Filings.SingleOrDefaultAsync(filing => filing.PaymentId == happened.PaymentId, ct) is not { } row)
            {
                return;
            }

            row.PaidAt = row.IsEditable ? null : row.PaidAt;
            var amount = new Money(happened.Cents).ToString();
            write.Get<FilingSteps>().Note(row.Id, "Reversed", time.GetUtcNow(), new LocalizedText(amount, amount, amount));
            await write.Get<IAudit>().RecordAsync(new AuditLine("filing.payment-reversed", $"filing/{row.Id}", row.FilerId), ct);
        }, ct);
}
