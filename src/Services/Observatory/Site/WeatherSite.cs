using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Site.Forecast;
using OneStop.Observatory.Site.Map;
using OneStop.Observatory.Site.Mine;
using OneStop.Observatory.Site.Stations;
using OneStop.Observatory.Site.Warnings;
using OneStop.Platform.PublicPages;

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
        services.AddSingleton<ForecastCharts>();
        services.AddScoped<WarningHistory>();
        services.AddScoped<StationTable>();
        services.AddScoped<StationHours>();
        services.AddPublication<HomePublication>();
        services.AddPublication<WarningsPublication>();
        services.AddPublication<StationsPublication>();
        services.AddPublication<MapPublication>();
        services.AddPublication<SkillPublication>();
    }

    internal static void MapWeatherSite(this IEndpointRouteBuilder routes)
    {
        MapHours.Map(routes);
        routes.MapAppFiles();
    }
}
