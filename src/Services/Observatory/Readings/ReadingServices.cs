using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;

namespace OneStop.Observatory.Readings;

internal static class ReadingServices
{
    internal static void AddReadings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ReadingsLane>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadingsLane>());
        services.AddSingleton<StationQuotas>();
        services.AddSingleton<TakeReadings>();
        services.AddSingleton<CsvDrop>();
        if (configuration.GetValue("Jobs", true))
        {
            services.AddHostedService(provider => provider.GetRequiredService<CsvDrop>());
        }

        services.AddJob<ComputeDays>("observatory.days", "0 4/10 * * * ?");
        services.AddJob<ComputeOpenDays>("observatory.open-days", "0 10 2 * * ?");
    }
}
