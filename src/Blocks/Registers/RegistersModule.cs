using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;
using OneStop.Registers.Entries;
using OneStop.Registers.Log;
using OneStop.Registers.Log.Feeds;
using OneStop.Registers.Log.Proofs;
using OneStop.Registers.Log.Verifying;
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
        services.AddNavigation(new NavigationLink("registers.verify.link", "/registers/verify", NavigationPlace.Footer, 31));
        services.AddDataTag<StoredEntry>(RegisterData.Family, entry => RegisterData.Entry(entry.Register, entry.Key).Key!);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        RegistersApi.Map(routes);
        LogApi.Map(routes);
        FeedsApi.Map(routes);
    }

    /// <summary>Checks a proof that somebody was given, without a database: <c>onestop verify FILE</c>. Answers the exit code.</summary>
    /// <param name="keys">The register's keys as its reader knows them; those in the file where there are none.</param>
    public static Task<int> VerifyFileAsync(string file, IReadOnlyList<string> keys, TextWriter output, CancellationToken ct) => VerifyCommand.FileAsync(file, keys, output, ct);

    /// <summary>Reads a whole register and names every row that was tampered with: <c>onestop verify --register NAME</c>. Answers the exit code.</summary>
    public static Task<int> VerifyRegisterAsync(IServiceProvider services, string register, TextWriter output, CancellationToken ct) => VerifyCommand.RegisterAsync(services, register, output, ct);
}
