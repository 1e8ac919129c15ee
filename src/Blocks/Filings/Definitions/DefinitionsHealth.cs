using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OneStop.Filings.Definitions;

/// <summary>Degraded while a file is not taken: its last good version serves. What is wrong is in the log and at /api/eservices/problems.</summary>
internal sealed class DefinitionsHealth(Definitions definitions) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) => Task.FromResult(definitions.Broken.Count == 0
        ? HealthCheckResult.Healthy()
        : HealthCheckResult.Degraded(string.Join("; ", definitions.Broken.Values.SelectMany(problems => problems))));
}
