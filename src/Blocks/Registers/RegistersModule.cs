using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Registers.Contracts;
using OneStop.Registers.Entries;
using OneStop.Registers.Reading;

namespace OneStop.Registers;

public sealed class RegistersModule : IModule
{
    public string Name => "Registers";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<RegistersDb>();
        services.AddScoped<IRegisters, AppendOnlyRegisters>();
        services.AddDataTag<StoredEntry>(RegisterData.Family, entry => RegisterData.Entry(entry.Register, entry.Key).Key!);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => RegistersApi.Map(routes);
}
