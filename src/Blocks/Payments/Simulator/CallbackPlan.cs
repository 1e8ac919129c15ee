using System.Text.Json;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Simulator;

/// <summary>Which callbacks a change of a payment sets off, given how the payment is to misbehave.</summary>
internal static class CallbackPlan
{
    private const int Duplicates = 5;
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(300);

    public static IEnumerable<OutgoingCallback> For(SimulatedPayment payment, DateTimeOffset now, SimulatorOptions options)
    {
        var faults = Faults.Read(payment.Faults);
        if (faults.Contains(Fault.UnknownPayment))
        {
            yield return Make(payment, "payment.paid", Ids.New().ToString(), now, faults);
        }

        if (faults.Contains(Fault.LostCallback))
        {
            yield break;
        }

        var due = faults.Contains(Fault.LateCallback) ? now + options.LateTime : now;
        yield return Make(payment, $"payment.{payment.State.ToString().ToLowerInvariant()}", payment.MerchantReference, due, faults);
        if (faults.Contains(Fault.OutOfOrder))
        {
            yield return Make(payment, "payment.pending", payment.MerchantReference, due + Behind, faults);
        }
    }

    private static OutgoingCallback Make(SimulatedPayment payment, string type, string reference, DateTimeOffset due, IReadOnlySet<Fault> faults)
    {
        var id = Ids.New();
        return new OutgoingCallback
        {
            Id = id,
            PaymentId = payment.Id,
            Type = type,
            Url = payment.CallbackUrl,
            Copies = faults.Contains(Fault.DuplicateCallback) ? Duplicates : 1,
            Signing = faults.Contains(Fault.WrongSignature) ? CallbackSigning.Wrong : faults.Contains(Fault.StaleTimestamp) ? CallbackSigning.Stale : CallbackSigning.Right,
            DueAt = due,
            Body = JsonSerializer.Serialize(new
            {
                eventId = $"evt_{id:N}",
                type,
                paymentId = payment.Id,
                merchantReference = reference,
                payment.Revision,
                amountCents = payment.PaidCents,
                currency = payment.PaidCurrency ?? payment.Currency,
                at = due,
            }, JsonSerializerOptions.Web),
        };
    }
}
