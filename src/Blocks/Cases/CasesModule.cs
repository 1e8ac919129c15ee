using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Cases.Contracts;
using OneStop.Cases.Handling;
using OneStop.Cases.Queue;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Cases;

public sealed class CasesModule : IModule
{
    public string Name => "Cases";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CasesDb>();
        services.AddScoped<ICases, CaseDesk>();
        services.AddScoped<CaseWork>();
        services.AddScoped<CaseReading>();
        services.AddNavigation(new NavigationLink("cases.queue.link", "/cases", NavigationPlace.Header, 40, person => person.IsOfficer()));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapCases();
}
