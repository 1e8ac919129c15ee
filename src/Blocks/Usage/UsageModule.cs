using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;
using OneStop.Usage.Counting;
using OneStop.Usage.Figures;

namespace OneStop.Usage;

public sealed class UsageModule : IModule
{
    public string Name => "Usage";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<UsageDb>();
        services.AddSingleton<Cells>();
        services.AddSingleton<Counters>();
        services.AddSingleton<UsageCounter>();
        services.AddSingleton<IUsage>(provider => provider.GetRequiredService<UsageCounter>());
        services.AddSingleton<IServiceViews>(provider => provider.GetRequiredService<UsageCounter>());
        services.AddSingleton<Flushing>();
        services.AddHostedService(provider => provider.GetRequiredService<Flushing>());
        services.AddScoped<ReadFigures>();
        services.AddPublication<UsageFigures>();
        services.AddNavigation(new NavigationLink("usage.link", "/usage", NavigationPlace.Footer, 30));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapUsage();
}
