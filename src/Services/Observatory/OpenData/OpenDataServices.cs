using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Observatory.OpenData;

internal static class OpenDataServices
{
    internal static void AddOpenData(this IServiceCollection services)
    {
        services.AddScoped<WeatherReports>();
        services.AddScoped<ClimateTables>();
        services.AddScoped<RegionalCsv>();
    }

    internal static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        OpenDataApi.Map(routes);
        EarthquakesApi.Map(routes);
    }
}
