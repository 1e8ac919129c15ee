using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;

namespace OneStop.Filings;

/// <summary>E-services by definition: drafts, signing, submission, tracking.</summary>
public sealed class FilingsModule : IModule
{
    public string Name => "Filings";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<FilingsDb>();
        services.AddSingleton(FilingOptions.From(configuration));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
