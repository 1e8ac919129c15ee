using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.RoadCargo.Batch;
using OneStop.RoadCargo.Edifact;
using OneStop.RoadCargo.Traders;
using OneStop.RoadCargo.Wco;

namespace OneStop.RoadCargo.Consignments;

internal static class ConsignmentServices
{
    internal static void AddConsignments(this IServiceCollection services)
    {
        services.AddOrganisationRight(new OrganisationRight(TraderRights.Lodge, "roadcargo.right.lodge"));
        services.AddScoped<TraderOf>();
        services.AddSingleton<CcrnIssuer>();
        services.AddScoped<StoreLodgements>();
        services.AddScoped<LodgeConsignments>();
        services.AddScoped<TakeLodgements>();
        services.AddScoped<ChangeConsignment>();
        services.AddScoped<FindConsignments>();
        services.AddScoped<ConsignmentSteps>();
        services.AddScoped<TakeBatch>();
        services.AddScoped<Interchanges>();
        services.AddScoped<WcoXml>();
    }
}
