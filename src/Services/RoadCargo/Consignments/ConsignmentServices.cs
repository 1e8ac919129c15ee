using Microsoft.Extensions.DependencyInjection;

namespace OneStop.RoadCargo.Consignments;

internal static class ConsignmentServices
{
    internal static void AddConsignments(this IServiceCollection services)
    {
        services.AddScoped<ConsignmentSteps>();
    }
}
