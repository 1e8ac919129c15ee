using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Site.Stations;
using OneStop.Observatory.Site.Warnings;

namespace OneStop.Observatory.Site;

/// <summary>The public pages.</summary>
internal static class WeatherSite
{
    internal static void AddWeatherSite(this IServiceCollection services)
    {
        services.AddSingleton<Words>();
        services.AddSingleton<Freshness>();
        services.AddSingleton<DayCharts>();
        services.AddSingleton<ClimateCharts>();
        services.AddScoped<WarningHistory>();
        services.AddScoped<StationTable>();
    }
}
