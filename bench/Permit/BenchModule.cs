using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Filings.Contracts;
using OneStop.Platform.Modules;

namespace OneStop.Bench.Permit;

internal sealed class BenchModule : IModule
{
    public string Name => "Bench";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddEService<BicyclePermit>().AddSingleton<Gate>();

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapPost("/bench/decide", (Gate gate) =>
        {
            gate.Open();
            return Results.NoContent();
        }).AllowAnonymous().ExcludeFromDescription();
}
