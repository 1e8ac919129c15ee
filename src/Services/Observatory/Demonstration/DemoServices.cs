using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;

namespace OneStop.Observatory.Demonstration;

internal static class DemoServices
{
    /// <summary><c>Observatory:Demonstration</c> false: the rest of the demonstration without made-up weather, for stations of one's own.</summary>
    internal static void AddDemonstration(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue("Observatory:Demonstration", true))
        {
            return;
        }

        services.AddDemoData<DemoWeather>();
        if (configuration.GetValue<bool>("Demo"))
        {
            services.AddJob<DemoWeather>("observatory.demonstration", "10 0/10 * * * ?");
        }
    }
}
