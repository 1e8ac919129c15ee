using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Payments.Providers;
using OneStop.Platform.Modules;

namespace OneStop.Payments.Simulator;

/// <summary>The simulated company as a whole, and our adapter to it. Only where <c>Payments:Simulator</c> is true.</summary>
internal static class SimulatorServices
{
    public static void AddSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<SimulatorDb>();
        services.AddSingleton(SimulatorOptions.From(configuration));
        services.AddSingleton<SimulatorKeys>();
        services.AddSingleton<CallbackSignal>();
        services.AddSingleton<CallbackSender>();
        services.AddHostedService(provider => provider.GetRequiredService<CallbackSender>());
        services.AddScoped<SimulatedCompany>();
        services.AddScoped<Misbehaviour>();
        services.AddHttpClient(CallbackSender.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddHttpClient(SimulatorProvider.MethodName);
        services.AddSingleton<OwnAddress>();
        services.AddSingleton<IPaymentProvider, SimulatorProvider>();
    }

    public static void MapSimulator(this IEndpointRouteBuilder routes)
    {
        SimulatorApi.Map(routes);
        SimulatorPages.Map(routes);
    }
}
