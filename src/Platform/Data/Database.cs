using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>The one database of this program: opens connections to it, whichever engine it is.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource? postgres;

    public Database(DatabaseOptions options)
    {
        Options = options;
        if (options.Kind == DatabaseKind.Postgres)
        {
            postgres = NpgsqlDataSource.Create(options.ConnectionString);
        }
    }

    public DatabaseOptions Options { get; }

    public DatabaseKind Kind => Options.Kind;

    public DbConnection CreateConnection() =>
        postgres is not null ? postgres.CreateConnection() : new SqliteConnection(Options.ConnectionString);

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = CreateConnection();
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>True where the database answers; for the readiness probe.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
