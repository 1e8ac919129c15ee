using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Observatory.Cap;
using OneStop.Observatory.Demonstration;
using OneStop.Observatory.Feeds;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Ogc;
using OneStop.Observatory.OpenData;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Simulation;
using OneStop.Observatory.Site;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Stations;
using OneStop.Observatory.Subscriptions;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Modules;

namespace OneStop.Observatory;

/// <summary>The Hong Kong Observatory: what is measured, forecast and warned of, for people and for programs.</summary>
public sealed class ObservatoryModule : IModule
{
    internal const string Department = "hko";

    /// <summary>The service's code in the catalogue and in the usage figures.</summary>
    internal const string Service = "weather";

    private static readonly CatalogueEntry Entry = new(
        Service, Department, ServiceKind.Informational, "observatory.service", "/weather",
        [Audience.Residents, Audience.NonResidents, Audience.BusinessAndTrade, Audience.Youth, Audience.Seniors], [LifeEvent.Travelling]);

    public string Name => "Observatory";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<ObservatoryDb>();
        services.AddCatalogueEntry(Entry);
        services.AddScoped<Weather>();
        services.AddReadings(configuration);
        services.AddLightning();
        services.AddForecasts();
        services.AddSkill();
        services.AddOpenData();
        services.AddCap(configuration);
        services.AddFeeds();
        services.AddOgc();
        services.AddWeatherSite();
        services.AddDemonstration(configuration);
        services.AddForecasters();
        services.AddSubscriptions();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ReadingsApi.Map(routes);
        SeriesApi.Map(routes);
        routes.MapLightning();
        StationsApi.Map(routes);
        ReferenceWindsApi.Map(routes);
        RunsApi.Map(routes);
        SkillApi.Map(routes);
        Forecasters.Map(routes);
        routes.MapOpenData();
        routes.MapCap();
        routes.MapFeeds();
        routes.MapOgc();
        routes.MapWeatherSite();
    }

    /// <summary><c>onestop simulate weather</c>: a typhoon day for a running government, through its public interfaces.</summary>
    public static Task<int> SimulateAsync(string[] options, TextWriter log, CancellationToken ct) => SimulateWeather.RunAsync(options, log, ct);
}
