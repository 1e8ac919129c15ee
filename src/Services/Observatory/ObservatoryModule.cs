using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Observatory.Demonstration;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Site;
using OneStop.Platform.Modules;

namespace OneStop.Observatory;

/// <summary>The Hong Kong Observatory: what is measured, forecast and warned of, for people and for programs.</summary>
public sealed class ObservatoryModule : IModule
{
    internal const string Department = "hko";

    private static readonly CatalogueEntry Entry = new(
        "weather", Department, ServiceKind.Informational, "observatory.service", "/weather",
        [Audience.Residents, Audience.NonResidents, Audience.BusinessAndTrade, Audience.Youth, Audience.Seniors], [LifeEvent.Travelling]);

    public string Name => "Observatory";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<ObservatoryDb>();
        services.AddCatalogueEntry(Entry);
        services.AddScoped<Weather>();
        services.AddForecasts();
        services.AddWeatherSite();
        services.AddDemonstration(configuration);
    }
}
