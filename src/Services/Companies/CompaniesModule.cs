using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Companies.Changes;
using OneStop.Companies.Generate;
using OneStop.Companies.Incorporation;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Companies.Search;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;

namespace OneStop.Companies;

/// <summary>The Companies Registry: names, incorporation with business registration, the register's search.</summary>
public sealed class CompaniesModule : IModule
{
    public string Name => "Companies";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CompaniesDb>();
        services.AddRegister(new RegisterDefinition(RegisterNames.Companies, "cr", "companies.register"));
        services.AddRegister(new RegisterDefinition(RegisterNames.Businesses, "ird", "companies.businesses"));
        services.AddCatalogueEntry(CompanySearch.Entry);
        services.AddCatalogueEntry(CompanySearch.NameCheckEntry);
        services.AddNavigation(new NavigationLink("companies.search.link", "/companies", NavigationPlace.Header, 20));


        services.AddScoped<NameCheck>();
        services.AddScoped<NameReservations>();
        services.AddScoped<CompanyNumbers>();
        services.AddScoped<RegisterCompany>();
        services.AddScoped<FindCompanies>();
        services.AddScoped<RegisterReader>();
        services.AddScoped<FillRegister>();
        services.AddDemoData<DemoCompanies>();
        services.AddIncorporation();
        services.AddChanges();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        CompaniesApi.Map(routes);
        NamesApi.Map(routes);
        ChangesApi.Map(routes);
    }

    /// <summary>Fills the register up to so many made-up companies, for trying and measuring.</summary>
    public static async Task GenerateAsync(IServiceProvider services, int count, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FillRegister>().UpToAsync(count, ct);
    }
}
