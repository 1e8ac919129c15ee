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
    internal TestApp App { get; private set; } = null!;

    internal string DataDirectory => App.Services.GetRequiredService<DatabaseOptions>().DataDirectory;

    public async ValueTask InitializeAsync() => App = await StartAsync(kind);

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
        {
            await App.DisposeAsync();
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
