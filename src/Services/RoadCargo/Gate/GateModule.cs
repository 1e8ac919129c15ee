using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Gate;

/// <summary>The program at a control point (<c>onestop control-point</c>): no more of the government than a truck needs to pass, with a store of its own.</summary>
public sealed class GateModule : IModule
{
    private const string Pages = "/RoadCargo/Gate/";

    public string Name => "Gate";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(GateOptions.Read(configuration));
        services.AddSingleton(scope => new ExpectedTrucks(scope.GetRequiredService<GateOptions>().Directory, scope.GetRequiredService<GateOptions>().Point));
        services.AddModuleDb<GateDb>();
        services.AddSingleton<Connection>();
        services.AddSingleton<GateDesk>();
        services.AddHostedService<FollowCentre>();
        services.AddAuthentication(LaneKey.SchemeName).AddScheme<AuthenticationSchemeOptions, LaneKey>(LaneKey.SchemeName, null);
        services.AddPersonalCookie(LaneKey.Cookie);
        services.AddNavigation(new NavigationLink("roadcargo.gate.link", "/control-point", NavigationPlace.Header, 10));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddFolderRouteModelConvention("/RoadCargo", page => Keep(page, isGate: true)));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => GateApi.Map(routes);

    /// <summary>The department's pages and the control point's stand in one project: each program serves its own.</summary>
    internal static void Keep(PageRouteModel page, bool isGate)
    {
        if (page.ViewEnginePath.StartsWith(Pages, StringComparison.Ordinal) != isGate)
        {
            page.Selectors.Clear();
        }
    }
}
