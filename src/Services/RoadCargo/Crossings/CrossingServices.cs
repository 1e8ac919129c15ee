using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Cases.Contracts;
using OneStop.Platform.Modules;
using OneStop.RoadCargo.Gate;

namespace OneStop.RoadCargo.Crossings;

internal static class CrossingServices
{
    internal static void AddCrossings(this IServiceCollection services)
    {
        services.AddScoped<RecordEntries>().AddScoped<Contacts>().AddScoped<Snapshots>();
        services.AddSingleton<SnapshotKey>();
        services.AddScoped<ICaseSubject, Detention>();
        services.AddJob<EndOldBundles>("road-cargo.end-old-bundles", "0 40 4 * * ?");
        services.AddEventHandler<CaseDecided, ReleaseDetained>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddFolderRouteModelConvention("/RoadCargo", page => GateModule.Keep(page, isGate: false)));
    }
}
