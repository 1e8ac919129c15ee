using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Catalogue.Departments;
using OneStop.Catalogue.Directory;
using OneStop.Catalogue.Feeds;
using OneStop.Catalogue.StartPage;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Web;

namespace OneStop.Catalogue;

/// <summary>Every e-service's entry; the portal's front page, lists, search and start pages; the same as JSON and a sitemap.</summary>
public sealed class CatalogueModule : IModule
{
    public string Name => "Catalogue";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DepartmentList>();
        services.AddSingleton<ServiceCatalogue>();
        services.AddSingleton<ICatalogue>(catalogue => catalogue.GetRequiredService<ServiceCatalogue>());
        services.AddSingleton<ServiceSearch>();
        services.AddSingleton<Views>();
        services.AddPublication<Portal>();

        services.AddNavigation(new NavigationLink("catalogue.services.link", "/services", NavigationPlace.Header, 10));
        services.AddNavigation(new NavigationLink("catalogue.departments.link", "/departments", NavigationPlace.Footer, 10));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ServicesApi.Map(routes);
        Sitemap.Map(routes);
    }
}
