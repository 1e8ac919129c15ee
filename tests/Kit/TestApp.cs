using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Modules;

namespace OneStop.Kit;

/// <summary>
/// A government of some modules on a fresh database, listening on a free port. Derive a fixture for each engine
/// (<see cref="TestApp.Engines"/>), share it over a class or collection, let each test make its own data.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestDatabase database;

    private TestApp(WebApplication app, TestDatabase database)
    {
        this.app = app;
        this.database = database;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => app.Services;

    /// <summary>Time in the app: starts now, stands still until the test advances it. Only where asked for.</summary>
    public FakeTimeProvider? Time { get; private init; }

    public static async Task<TestApp> StartAsync(
        DatabaseKind kind, IReadOnlyList<IModule> modules, Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null, bool fakeTime = false)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var time = fakeTime ? new FakeTimeProvider(TimeProvider.System.GetUtcNow()) : null;
        var app = OneStopApp.Build([], modules, builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["data"] = database.DataDirectory,
                ["database"] = database.ConnectionString,
                // Quartz keeps its state in statics, which hosts in one process would share: tests run jobs themselves.
                ["Jobs"] = "false",
                // Publishing all pages costs each start some tenths of a second; the app answers the same by itself.
                ["PublicPages"] = "false",
                ["urls"] = "http://127.0.0.1:0",
                ["Limits:PerSecond"] = "100000",
                ["Limits:CarefulPerMinute"] = "100000",
            });
            builder.Configuration.AddInMemoryCollection(settings ?? []);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            if (time is not null)
            {
                builder.Services.AddSingleton<TimeProvider>(time);
            }

            TestSignIn.Add(builder.Services);
            configure?.Invoke(builder);
        });
        await app.PrepareAsync();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new TestApp(app, database) { Address = new Uri(address), Time = time };
    }

    /// <summary>A browser without script: keeps cookies, follows redirects unless told not to.</summary>
    public Browser Browse(Guid? personId = null, string[]? officer = null) => new(Address, personId, officer ?? []);

    /// <summary>Runs something in a scope of its own, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task InScopeAsync(Func<IServiceProvider, Task> work) => InScopeAsync(async scope =>
    {
        await work(scope);
        return true;
    });

    /// <summary>Runs a job now, as its schedule would.</summary>
    public Task RunJobAsync<TJob>()
        where TJob : IScheduledJob => InScopeAsync(scope => scope.GetRequiredService<TJob>().RunAsync(CancellationToken.None));

    /// <summary>A write in a scope of its own.</summary>
    public Task<T> WriteAsync<T>(Func<Write, Task<T>> work) => InScopeAsync(scope => scope.GetRequiredService<Writes>().RunAsync(work));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
