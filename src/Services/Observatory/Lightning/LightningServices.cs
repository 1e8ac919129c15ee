using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.PublicPages;

namespace OneStop.Observatory.Lightning;

internal static class LightningServices
{
    internal static void AddLightning(this IServiceCollection services)
    {
        services.AddScoped<Lightnings>();
        services.AddPublication<LightningPublication>();
    }

    internal static void MapLightning(this IEndpointRouteBuilder routes)
    {
        StrokesApi.Map(routes);
        LightningMap.Map(routes);
    }
}
