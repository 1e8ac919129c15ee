using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Attempts;

/// <summary>Asks the provider for the page where an attempt is paid, and keeps the answer. Safe to repeat.</summary>
internal sealed partial class OpenCheckout(PaymentsDb read, Writes writes, IEnumerable<IPaymentProvider> providers, PaymentsOptions options, ILogger<OpenCheckout> log)
{
    /// <returns>The attempt as it stands afterwards; null while the provider's answer is not known.</returns>
    public async Task<Attempt?> RunAsync(Guid attemptId, CancellationToken ct)
    {
        var attempt = await read.Attempts.SingleAsync(attempt => attempt.Id == attemptId, ct);
        var bill = await read.Bills.SingleAsync(bill => bill.Id == attempt.BillId, ct);
        var order = new CheckoutOrder(
            attempt.Id, bill.TotalCents, Bills.Bill.Currency, $"{bill.Reference} {bill.Description.In(Lang.English)} {bill.Description.In(Lang.Traditional)}", attempt.ReturnUrl, options.AttemptTime);
        try
        {
            var answer = await providers.Single(provider => provider.Name == attempt.Provider).CreateCheckoutAsync(order, ct);
            return await TakeAsync(bill.Id, attemptId, answer, ct);
        }
        catch (ProviderUnclearException e)
        {
            LogUnclear(e, attemptId);
            return null;
        }
    }

    private Task<Attempt> TakeAsync(Guid billId, Guid attemptId, CheckoutAnswer answer, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync($"payment:{billId}", ct);
        var db = write.Get<PaymentsDb>();
        var attempt = await db.Attempts.SingleAsync(attempt => attempt.Id == attemptId, ct);
        if (attempt.State != AttemptState.Opening)
        {
            // A callback or the reconciler was quicker than this answer.
            return attempt;
        }

        var bill = await db.Bills.SingleAsync(bill => bill.Id == billId, ct);
        var transitions = write.Get<Transitions>();
        attempt.CreateAnswer = answer.Raw;
        if (answer.RedirectUrl is { } url)
        {
            (attempt.ProviderId, attempt.RedirectUrl) = (answer.ProviderId, url);
            transitions.Apply(bill, attempt, AttemptEvent.Redirected, evidence: true);
            transitions.Apply(bill, BillEvent.Redirected, evidence: true);
        }
        else
        {
            transitions.Apply(bill, attempt, AttemptEvent.Refused, evidence: true, "refused");
            transitions.Apply(bill, BillEvent.AttemptFailed, evidence: true, "refused");
        }

        return attempt;
    }, ct);

    [LoggerMessage(LogLevel.Warning, "Whether the provider has opened attempt {Id} is not known; it will be asked.")]
    private partial void LogUnclear(Exception e, Guid id);
}
