using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Documents.Tests;

public sealed class SqliteDocuments() : DocumentsFixture(DatabaseKind.Sqlite);

public sealed class PostgresDocuments() : DocumentsFixture(DatabaseKind.Postgres);

/// <summary>One government on one engine for a class of tests.</summary>
public abstract class DocumentsFixture(DatabaseKind kind) : IAsyncLifetime
{
    private TestApp? app;

    /// <summary>Asked for by every test, so that each is skipped by its own name where there is no server.</summary>
    internal TestApp App
    {
        get
        {
            Assert.SkipWhen(app is null, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
            return app;
        }
    }

    internal string DataDirectory => App.Services.GetRequiredService<DatabaseOptions>().DataDirectory;

    public async ValueTask InitializeAsync()
    {
        if (kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres)
        {
            app = await StartAsync(kind);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    internal static Task<TestApp> StartAsync(DatabaseKind kind) => TestApp.StartAsync(
        kind, [new Audit.AuditModule(), new DocumentsModule(), new RegistryModule()], new() { ["Demo"] = "true", ["PublicUrl"] = "https://gov.example/" });

    internal Task<PreparedCertificate> PrepareAsync(CertificateRequest request) =>
        App.InScopeAsync(scope => scope.GetRequiredService<ICertificates>().PrepareAsync(request));

    internal async Task<PreparedCertificate> IssueAsync(CertificateRequest request)
    {
        var prepared = await PrepareAsync(request);
        await RecordAsync(prepared);
        return prepared;
    }

    internal Task RecordAsync(PreparedCertificate prepared) => App.WriteAsync(async write =>
    {
        await write.Get<ICertificates>().RecordAsync(prepared);
        return true;
    });

    internal Task<byte[]> ReadAsync(string sha256) => App.InScopeAsync(async scope =>
    {
        await using var file = (await scope.GetRequiredService<IDocuments>().OpenAsync(sha256))!;
        using var all = new MemoryStream();
        await file.CopyToAsync(all);
        return all.ToArray();
    });
}
