using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Certificates;
using OneStop.Documents.Contracts;
using OneStop.Documents.Files;
using OneStop.Documents.Sealing;
using OneStop.Documents.Verification;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Documents;

public sealed class DocumentsModule : IModule
{
    public string Name => "Documents";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<DocumentsDb>();
        services.AddSingleton<FileStore>();
        services.AddScoped<IDocuments, UploadedDocuments>();
        if (configuration.GetValue<bool>("Demo"))
        {
            services.AddSingleton<IUploadScanner, EicarScanner>();
        }

        services.AddSingleton<SealKeys>();
        services.AddScoped<SealCheck>();
        services.AddScoped<ICertificates, IssuedCertificates>();
        services.AddScoped<CertificateCheck>();
        services.AddJob<SweepIncoming>("documents.sweep-incoming", "0 40 3 * * ?");
        services.AddNavigation(new NavigationLink("documents.verify.link", "/verify", NavigationPlace.Footer, 30));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => CertificatesApi.Map(routes);
}
