using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Registers.Contracts;
using OneStop.Registers.Entries;
using OneStop.Registers.Log;
using OneStop.Registers.Log.Feeds;
using OneStop.Registers.Log.Proofs;
using OneStop.Registers.Reading;

namespace OneStop.Registers;

public sealed class RegistersModule : IModule
{
    public string Name => "Registers";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<RegistersDb>();
        services.AddScoped<IRegisters, AppendOnlyRegisters>();
        services.AddSingleton<RegisterLogs>();
        services.AddScoped<Sequencer>();
        services.AddScoped<ReadLog>();
        services.AddSingleton<SignedLogs>();
        services.AddHostedService<SequencerLoop>();
        services.AddJob<SignHeads>("registers.heads", "0 0 * * * ?");
        services.AddDataTag<StoredEntry>(RegisterData.Family, entry => RegisterData.Entry(entry.Register, entry.Key).Key!);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        RegistersApi.Map(routes);
        LogApi.Map(routes);
        FeedsApi.Map(routes);
    }
}
