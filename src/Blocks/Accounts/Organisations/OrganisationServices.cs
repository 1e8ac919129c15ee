using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Modules;

namespace OneStop.Accounts.Organisations;

internal static class OrganisationServices
{
    internal static void AddOrganisations(this IServiceCollection services)
    {
        services.AddSingleton<KnownRights>();
        services.AddScoped<IOrganisations, OrganisationDirectory>();
        services.AddScoped<OrganisationDesk>();
        services.AddScoped<OrganisationReading>();
        services.AddDemoData<DemoOrganisations>();
    }
}
