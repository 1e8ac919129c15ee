using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Modules;
using OneStop.RoadCargo.Archive;
using OneStop.RoadCargo.Batch;
using OneStop.RoadCargo.Consignments.Form;
using OneStop.RoadCargo.Demonstration;
using OneStop.RoadCargo.Edifact;
using OneStop.RoadCargo.Traders;
using OneStop.RoadCargo.Wco;

namespace OneStop.RoadCargo.Consignments;

internal static class ConsignmentServices
{
    internal static void AddConsignments(this IServiceCollection services)
    {
        services.AddOrganisationRight(new OrganisationRight(TraderRights.Lodge, "roadcargo.right.lodge"));
        services.AddEService<LodgeRoadCargo>();
        services.AddScoped<TraderOf>();
        services.AddSingleton<CcrnIssuer>();
        services.AddScoped<StoreLodgements>();
        services.AddSingleton<LodgeConsignments>();
        services.AddScoped<TakeLodgements>();
        services.AddScoped<ChangeConsignment>();
        services.AddScoped<FindConsignments>();
        services.AddScoped<ConsignmentSteps>();
        services.AddJob<ExpireConsignments>("roadcargo.expire", "0 25 2 * * ?");
        services.AddJob<ArchiveConsignments>("roadcargo.archive", "0 45 2 * * ?");
        services.AddJob<ForgetMessages>("roadcargo.forget-messages", "0 35 2 * * ?");
        services.AddScoped<TakeBatch>();
        services.AddScoped<Interchanges>();
        services.AddScoped<WcoXml>();
        services.AddDemoData<DemoCargo>();
        services.AddDemoData<DemoRules>();
    }
}
