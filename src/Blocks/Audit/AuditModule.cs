using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Audit.Chain;
using OneStop.Audit.Contracts;
using OneStop.Audit.Trail;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Audit;

public sealed class AuditModule : IModule
{
    public string Name => "Audit";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<AuditDb>();
        services.AddScoped<IAudit, AuditTrail>();
        services.AddScoped<AuditChain>();
        services.AddScoped<IAuditChain>(scope => scope.GetRequiredService<AuditChain>());
        services.AddHostedService<ChainLoop>();
        services.AddNavigation(new NavigationLink("audit.search.link", "/audit", NavigationPlace.Header, 70, person => person.IsOfficerOf("dpo", "auditor")));
    }
}
