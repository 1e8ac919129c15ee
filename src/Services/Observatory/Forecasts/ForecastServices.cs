using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Observatory.Forecasts;

internal static class ForecastServices
{
    internal static void AddForecasts(this IServiceCollection services)
    {
        services.AddSingleton<ForecastGrids>();
        services.AddScoped<RunsApi>();
        services.AddHostedService(provider => provider.GetRequiredService<ForecastGrids>());
    }
}
