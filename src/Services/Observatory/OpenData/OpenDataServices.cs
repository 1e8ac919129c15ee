using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.PublicPages;

namespace OneStop.Observatory.OpenData;

internal static class OpenDataServices
{
    internal static void AddOpenData(this IServiceCollection services)
    {
        services.AddScoped<WeatherReports>();
        services.AddScoped<ClimateTables>();
        services.AddScoped<RegionalCsv>();
        services.AddPublication<ReadingsPublication>();
        services.AddPublication<BulletinsPublication>();
        services.AddPublication<WarningsPublication>();
        services.AddPublication<RunPublication>();
    }

    internal static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        OpenDataApi.Map(routes);
        EarthquakesApi.Map(routes);
    }
}
