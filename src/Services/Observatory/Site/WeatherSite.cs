using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Observatory.Site;

/// <summary>The public pages.</summary>
internal static class WeatherSite
{
    internal static void AddWeatherSite(this IServiceCollection services)
    {
        services.AddSingleton<Words>();
        services.AddSingleton<Freshness>();
    }
}
