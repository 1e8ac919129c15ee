using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Life;

/// <summary>From a frozen content to the department: waits for signatures, then for the money, then submits. What is not needed is passed over.</summary>
internal sealed class GoOn(FilingSteps steps, IPayments payments, Text text, TimeProvider time)
{
    public const string Purpose = "filing";

    public async Task RunAsync(Dossier dossier, int signaturesWaiting, Write write, CancellationToken ct)
    {
        if (signaturesWaiting > 0)
        {
            await steps.TakeAsync(dossier, FilingStep.AskSignatures, write, ct: ct);
            return;
        }

        var fees = dossier.Row.PaidAt is null ? dossier.Service.Fees(dossier.Content, HongKong.Today(time)) : [];
        if (fees.Sum(fee => fee.Cents) == 0)
        {
            await SubmitAsync(dossier, write, ct);
            return;
        }

        var title = dossier.Wording(text).Title;
        var reference = dossier.Row.Reference!;
        // A payment that was cancelled stays cancelled: asking again after a change is a new thing to pay.
        var payable = dossier.Row.PaymentId is null ? dossier.Row.Id : Ids.New();
        var payment = await payments.RequestAsync(new PaymentRequest(
            Purpose, payable, dossier.Row.FilerId, dossier.Form.Department,
            new LocalizedText($"{title.En}, {reference}", $"{title.ZhHant}（{reference}）", $"{title.ZhHans}（{reference}）"),
            fees, $"/filings/{dossier.Row.Id}"), ct);
        dossier.Row.PaymentId = payment.Id;
        var total = new Money(payment.TotalCents).ToString();
        await steps.TakeAsync(dossier, FilingStep.AskPayment, write, new LocalizedText(total, total, total), ct);
    }

    public async Task SubmitAsync(Dossier dossier, Write write, CancellationToken ct)
    {
        dossier.Row.SubmittedAt = time.GetStoredNow();
        dossier.Row.Reasons = null;
        await steps.TakeAsync(dossier, FilingStep.Submit, write, ct: ct);
    }
}
