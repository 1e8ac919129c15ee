using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Modules;

/// <summary>A module's front door: what it adds to the program. The Host lists the modules by hand; that list is the table of contents.</summary>
public interface IModule
{
    /// <summary>The module's folder name; its tables and texts carry it in lower case as their prefix.</summary>
    string Name { get; }

    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Endpoints other than Razor Pages. Each says who may call it, or the host does not start.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
