using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;

namespace OneStop.Observatory.Demonstration;

internal static class DemoServices
{
    internal static void AddDemonstration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDemoData<DemoWeather>();
        if (configuration.GetValue<bool>("Demo"))
        {
            services.AddJob<DemoWeather>("observatory.demonstration", "10 0/10 * * * ?");
        }
    }
}
