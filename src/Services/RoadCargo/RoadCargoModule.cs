using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Modules;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.ControlRoom;
using OneStop.RoadCargo.Crossings;
using OneStop.RoadCargo.Gate;
using OneStop.RoadCargo.Simulation;

namespace OneStop.RoadCargo;

/// <summary>Customs' advance road cargo information: what goes over the land boundary by lorry is told before it comes, and the lorry need not stop.</summary>
public sealed class RoadCargoModule : IModule
{
    internal const string Department = "ced";

    /// <summary>The service's code in the catalogue and in the usage figures.</summary>
    internal const string Service = "road-cargo";

    private static readonly CatalogueEntry Entry = new(
        Service, Department, ServiceKind.Transactional, "roadcargo.service", "/road-cargo",
        [Audience.BusinessAndTrade], [LifeEvent.RunningABusiness]);

    public string Name => "RoadCargo";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<RoadCargoDb>();
        services.AddCatalogueEntry(Entry);
        services.AddConsignments();
        services.AddBundles();
        services.AddAssessment();
        services.AddCrossings();
        services.AddControlRoom();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ConsignmentsApi.Map(routes);
        BundlesApi.Map(routes);
        RiskApi.Map(routes);
        CrossingsApi.Map(routes);
        ControlRoomApi.Map(routes);
    }

    /// <summary><c>onestop simulate road-cargo</c>: traffic for a running government, through its public interfaces.</summary>
    public static Task<int> SimulateAsync(string[] options, TextWriter log, CancellationToken ct) => SimulateRoadCargo.RunAsync(options, log, ct);

    /// <summary><c>onestop control-point</c>: a control point's own program, which goes on without the centre.</summary>
    public static Task<int> ServeControlPointAsync(string[] options, TextWriter log, CancellationToken ct) => ServeControlPoint.RunAsync(options, log, ct);
}
