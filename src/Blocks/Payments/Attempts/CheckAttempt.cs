using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Platform.Data;

namespace OneStop.Payments.Attempts;

/// <summary>Asks the provider how an attempt stands and takes its word. What the provider does not say stays as it is.</summary>
internal sealed partial class CheckAttempt(
    PaymentsDb read, Writes writes, IEnumerable<IPaymentProvider> providers, OpenCheckout openCheckout, TimeProvider time, ILogger<CheckAttempt> log)
{
    public async Task RunAsync(Guid attemptId, CancellationToken ct)
    {
        var attempt = await read.Attempts.SingleAsync(attempt => attempt.Id == attemptId, ct);
        if (providers.FirstOrDefault(provider => provider.Name == attempt.Provider) is not { } provider)
        {
            LogNoProvider(attemptId, attempt.Provider);
            return;
        }

        try
        {
            var truth = await provider.FetchAsync(attemptId, ct);
            if (truth.State == ProviderState.NotThere && attempt.State == AttemptState.Opening && time.GetUtcNow() < attempt.ExpiresAt)
            {
                await openCheckout.RunAsync(attemptId, ct);
                return;
            }

            await writes.RunAsync(async write =>
            {
                await write.LockAsync($"payment:{attempt.BillId}", ct);
                await write.Get<TakeTruth>().RunAsync(attemptId, truth, ct);
            }, ct);
        }
        catch (ProviderUnclearException e)
        {
            LogUnclear(e, attemptId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The provider does not say how attempt {Id} stands; it will be asked again.")]
    private partial void LogUnclear(Exception e, Guid id);

    [LoggerMessage(LogLevel.Critical, "Attempt {Id} is open at {Provider}, which is not configured any more: nobody can say how it ended.")]
    private partial void LogNoProvider(Guid id, string provider);
}
