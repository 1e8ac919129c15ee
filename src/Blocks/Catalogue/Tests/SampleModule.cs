using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Modules;

namespace OneStop.Catalogue.Tests;

/// <summary>Two services of two departments, and somebody who counts.</summary>
internal sealed class SampleModule : IModule
{
    internal Counter Views { get; } = new();

    public string Name => "Sample";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCatalogueEntry(new CatalogueEntry("weather", "hko", ServiceKind.Informational, "sample.weather", "/weather", [Audience.Residents, Audience.Seniors], []));
        services.AddCatalogueEntry(new CatalogueEntry("form", "cr", ServiceKind.Transactional, "sample.form", "/form", [Audience.BusinessAndTrade], [LifeEvent.StartingABusiness]));
        services.AddSingleton<IServiceViews>(Views);
    }

    internal sealed class Counter : IServiceViews
    {
        private readonly Lock guard = new();
        private readonly Dictionary<(string, bool), int> counts = [];

        internal int Of(string service, bool byProgram)
        {
            lock (guard)
            {
                return counts.GetValueOrDefault((service, byProgram));
            }
        }

        public void Viewed(string service, bool byProgram)
        {
            lock (guard)
            {
                counts[(service, byProgram)] = counts.GetValueOrDefault((service, byProgram)) + 1;
            }
        }
    }
}

public sealed class CatalogueApp : IAsyncLifetime
{
    internal SampleModule Sample { get; } = new();

    internal OneStop.Kit.TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        App = await OneStop.Kit.TestApp.StartAsync(OneStop.Platform.Data.DatabaseKind.Sqlite, [new CatalogueModule(), Sample], new() { ["PublicUrl"] = "https://gov.example" });

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
