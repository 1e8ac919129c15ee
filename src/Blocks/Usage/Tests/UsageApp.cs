using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue;
using OneStop.Catalogue.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Usage.Contracts;
using OneStop.Usage.Counting;

namespace OneStop.Usage.Tests;

/// <summary>A government with one service that tells and two that do.</summary>
internal static class UsageApp
{
    internal const string Weather = "weather";
    internal const string Licence = "licence";
    internal const string Permit = "permit";

    internal static IReadOnlyList<IModule> Modules => [new CatalogueModule(), new UsageModule(), new Services()];

    internal static Task<TestApp> StartAsync(DatabaseKind kind, bool fakeTime = false) => TestApp.StartAsync(kind, Modules, fakeTime: fakeTime);

    internal static void Count(this TestApp app, string service, UsageStep step, int times = 1, UsageChannel channel = UsageChannel.Web)
    {
        for (var i = 0; i < times; i++)
        {
            app.Services.GetRequiredService<IUsage>().Count(service, step, channel);
        }
    }

    internal static Task FlushAsync(this TestApp app) => app.Services.GetRequiredService<Flushing>().FlushAsync(CancellationToken.None);

    internal static Task<List<HourCount>> HoursAsync(this TestApp app) =>
        app.InScopeAsync(scope => scope.GetRequiredService<UsageDb>().Hours.OrderBy(count => count.Service).ThenBy(count => count.Step).ThenBy(count => count.Hour).ToListAsync());

    internal static async Task<long> TotalAsync(this TestApp app) => (await app.HoursAsync()).Sum(count => count.Count);

    private sealed class Services : IModule
    {
        public string Name => "Services";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
            services.AddCatalogueEntry(new CatalogueEntry(Weather, "hko", ServiceKind.Informational, "services.weather", "/weather", [], []));
            services.AddCatalogueEntry(new CatalogueEntry(Licence, "cr", ServiceKind.Transactional, "services.licence", "/licence", [], []));
            services.AddCatalogueEntry(new CatalogueEntry(Permit, "cr", ServiceKind.Transactional, "services.permit", "/permit", [], []));
        }
    }
}
