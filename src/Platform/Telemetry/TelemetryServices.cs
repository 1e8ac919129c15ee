using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OneStop.Platform.Data;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OneStop.Platform.Telemetry;

/// <summary>OpenTelemetry traces and metrics; sent by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
public static class TelemetryServices
{
    public const string Name = "OneStop";

    public static readonly ActivitySource Activities = new(Name);

    public static readonly Meter Meter = new(Name);

    internal static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var otlp = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var telemetry = services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(Name, "Npgsql").AddPrometheusExporter();
            // Two additions with labels on every request, for a number that the server's own connection counts tell as well.
            metrics.AddView("http.server.active_requests", MetricStreamConfiguration.Drop);
            if (otlp)
            {
                metrics.AddOtlpExporter();
            }
        });
        if (otlp)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(Name).AddNpgsql().AddOtlpExporter());
        }

        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
    }

    internal static void MapTelemetry(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new() { Predicate = check => !check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapHealthChecks("/readyz").AllowAnonymous();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
    }

    private sealed class DatabaseHealth(Database database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) =>
            await database.AnswersAsync(ct) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}
