using System.Collections.Concurrent;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.Tests;
using OneStop.Audit;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Platform.Data;

[assembly: AssemblyFixture(typeof(Towns))]

namespace OneStop.Accounts.Tests;

/// <summary>One running government for each engine, shared by all tests; each test brings its own people.</summary>
public sealed class Towns : IAsyncLifetime
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OfAsync(DatabaseKind kind) => apps.GetOrAdd(kind, engine => new Lazy<Task<TestApp>>(() => StartAsync(engine))).Value;

    public static Task<TestApp> StartAsync(DatabaseKind kind, Dictionary<string, string?>? settings = null, bool fakeTime = false)
    {
        var all = new Dictionary<string, string?> { ["Mail:LocalMailbox"] = "true", ["Accounts:PasswordIterations"] = "1000" };
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        return TestApp.StartAsync(
            kind, [new AuditModule(), new NotificationsModule(), new AccountsModule()], all,
            // One right of a service; its words are its key here.
            builder => builder.Services.AddOrganisationRight(new OrganisationRight("test-service:act", "Act in tests")), fakeTime);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            // A town that could not be founded (no PostgreSQL) has nothing to tear down.
            if (await Task.WhenAny(app.Value) is { IsCompletedSuccessfully: true } started)
            {
                await ((Task<TestApp>)started).Result.DisposeAsync();
            }
        }
    }
}
