using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Audit.Chain;
using OneStop.Audit.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Audit.Tests;

/// <summary>What the tests do with a government that has an audit trail and nothing else.</summary>
internal static class AuditApp
{
    internal static Task<TestApp> StartAsync(DatabaseKind kind) => TestApp.StartAsync(kind, [new AuditModule()]);

    /// <summary>Another node (or a later life) on the database of the first.</summary>
    internal static Task<TestApp> StartOnAsync(TestApp first)
    {
        var options = first.Services.GetRequiredService<DatabaseOptions>();
        return TestApp.StartAsync(options.Kind, [new AuditModule()], new()
        {
            ["data"] = options.DataDirectory,
            ["database"] = options.Kind == DatabaseKind.Postgres ? options.ConnectionString : null,
        });
    }

    internal static async Task RecordAsync(this TestApp app, string action, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await app.WriteAsync(async write =>
            {
                await write.Get<IAudit>().RecordAsync(new AuditLine(action, "thing/1", Facts: new Dictionary<string, string> { ["number"] = $"{i}" }));
                return true;
            });
        }
    }

    /// <summary>As somebody in particular.</summary>
    internal static Task RecordAsync(this TestApp app, string action, ActorKind kind, Guid? actor, string name, Guid? person, string? purpose = null) => app.InScopeAsync(async scope =>
    {
        scope.GetRequiredService<ProcessContext>().Actor = new Actor(kind, actor, name);
        await scope.GetRequiredService<IAudit>().RecordAsync(new AuditLine(action, "thing/1", person, purpose));
    });

    internal static Task ExtendAsync(this TestApp app) => app.InScopeAsync(scope => scope.GetRequiredService<AuditChain>().ExtendAsync(CancellationToken.None));

    internal static Task<ChainVerdict> VerifyAsync(this TestApp app) => app.InScopeAsync(scope => scope.GetRequiredService<IAuditChain>().VerifyAsync());

    internal static async Task ExecuteAsync(this TestApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As somebody would who may do anything in the database: takes the refusals away first.</summary>
    internal static Task TamperAsync(this TestApp app, DatabaseKind kind, string sql)
    {
        string[] refusals = ["not_removed", "not_changed", "only_once"];
        return app.ExecuteAsync(kind == DatabaseKind.Postgres
            ? $"ALTER TABLE audit_lines DISABLE TRIGGER USER; {sql}"
            : $"{string.Concat(refusals.Select(name => $"DROP TRIGGER audit_lines_{name}; "))}{sql}");
    }

    internal static string Literal(DatabaseKind kind, Guid id) => kind == DatabaseKind.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();
}

/// <summary>One app for each engine, shared by a class.</summary>
public sealed class AuditApps : IAsyncLifetime
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    internal Task<TestApp> OnAsync(DatabaseKind kind) => apps.GetOrAdd(kind, k => new(() => AuditApp.StartAsync(k))).Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values.Where(app => app.Value.IsCompletedSuccessfully))
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
