using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;

namespace OneStop.RoadCargo.Bundles;

internal static class BundleServices
{
    internal static void AddBundles(this IServiceCollection services)
    {
        services.AddScoped<BundleDesk>().AddScoped<Truckers>();
        services.AddOrganisationRight(new OrganisationRight(Truckers.Right, "roadcargo.right.bundle"));
    }
}
