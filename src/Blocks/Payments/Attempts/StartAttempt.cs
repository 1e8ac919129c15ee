using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Bills;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Attempts;

/// <summary>
/// The payer goes off to pay. The attempt is stored before the provider is asked, so that whatever happens in between is found again.
/// A bill has one open attempt at the most: who starts again gets the one that stands.
/// </summary>
internal sealed class StartAttempt(Writes writes, IEnumerable<IPaymentProvider> providers, OpenCheckout openCheckout, PaymentsOptions options, TimeProvider time)
{
    /// <param name="returnUrl">Where the provider sends the payer back to, with host and language.</param>
    public async Task<StartOutcome> RunAsync(Guid billId, string method, string returnUrl, CancellationToken ct)
    {
        if (providers.All(provider => provider.Name != method))
        {
            return new StartOutcome(StartKind.NoSuchMethod);
        }

        var (outcome, isNew) = await writes.RunAsync(async write =>
        {
            await write.LockAsync($"payment:{billId}", ct);
            var db = write.Get<PaymentsDb>();
            var bill = await db.Bills.SingleAsync(bill => bill.Id == billId, ct);
            if (bill.IsOwed && await db.Attempts.FirstOrDefaultAsync(
                attempt => attempt.BillId == billId && (attempt.State == AttemptState.Opening || attempt.State == AttemptState.Open), ct) is { } open)
            {
                return (new StartOutcome(StartKind.Started, open.Id, open.RedirectUrl), false);
            }

            if (!bill.IsPayable)
            {
                return (new StartOutcome(StartKind.NotPayable), false);
            }

            var now = time.GetUtcNow();
            var attempt = new Attempt
            {
                Id = Ids.New(),
                BillId = bill.Id,
                Provider = method,
                ReturnUrl = returnUrl,
                OpenedAt = now,
                ExpiresAt = now + options.AttemptTime,
                NextCheckAt = now + options.FirstWait + options.ProviderTimeout,
            };
            db.Attempts.Add(attempt);
            write.Get<Transitions>().Apply(bill, BillEvent.AttemptOpened, evidence: false);
            return (new StartOutcome(StartKind.Started, attempt.Id), true);
        }, ct);

        if (!isNew)
        {
            return outcome;
        }

        // From here on the attempt exists: the payer's patience may end, the attempt goes on.
        var attempt = await openCheckout.RunAsync(outcome.AttemptId, CancellationToken.None);
        return outcome with { RedirectUrl = attempt?.RedirectUrl };
    }
}

/// <param name="RedirectUrl">Null while the provider's answer is not known.</param>
internal sealed record StartOutcome(StartKind Kind, Guid AttemptId = default, string? RedirectUrl = null);

internal enum StartKind
{
    Started,
    NoSuchMethod,
    NotPayable,
}
