using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Incorporation;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Platform.Modules;

namespace OneStop.Companies;

/// <summary>The Companies Registry: names, incorporation with business registration, the register's search.</summary>
public sealed class CompaniesModule : IModule
{
    public string Name => "Companies";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CompaniesDb>();
        services.AddScoped<NameCheck>();
        services.AddScoped<NameReservations>();
        services.AddScoped<CompanyNumbers>();
        services.AddScoped<RegisterCompany>();
        services.AddIncorporation();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
