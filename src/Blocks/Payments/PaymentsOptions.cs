using Microsoft.Extensions.Configuration;

namespace OneStop.Payments;

/// <summary>What the operator may set below <c>Payments:</c>.</summary>
internal sealed record PaymentsOptions
{
    /// <summary><c>Reconcile:Seconds</c>: the first wait before the provider is asked about an open attempt or a refund; each further one doubles.</summary>
    public TimeSpan FirstWait { get; init; }

    /// <summary><c>Reconcile:LongestSeconds</c>: the longest such wait.</summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary><c>AttemptSeconds</c>: how long a payer has at the provider.</summary>
    public TimeSpan AttemptTime { get; init; }

    /// <summary><c>ProviderTimeoutSeconds</c>: after which a provider's answer counts as unknown.</summary>
    public TimeSpan ProviderTimeout { get; init; }

    /// <summary><c>RefundTries</c>: refusals of a refund before an officer must look.</summary>
    public int RefundTries { get; init; }

    public static PaymentsOptions From(IConfiguration configuration)
    {
        var payments = configuration.GetSection("Payments");
        return new PaymentsOptions
        {
            FirstWait = TimeSpan.FromSeconds(payments.GetValue("Reconcile:Seconds", 5.0)),
            LongestWait = TimeSpan.FromSeconds(payments.GetValue("Reconcile:LongestSeconds", 600.0)),
            AttemptTime = TimeSpan.FromSeconds(payments.GetValue("AttemptSeconds", 1800.0)),
            ProviderTimeout = TimeSpan.FromSeconds(payments.GetValue("ProviderTimeoutSeconds", 10.0)),
            RefundTries = payments.GetValue("RefundTries", 8),
        };
    }

    /// <summary>The wait before try number <paramref name="tries"/> + 1.</summary>
    public TimeSpan WaitAfter(int tries) => TimeSpan.FromSeconds(Math.Min(FirstWait.TotalSeconds * Math.Pow(2, Math.Min(tries, 20)), LongestWait.TotalSeconds));
}
