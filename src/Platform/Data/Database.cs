using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>The one database of this program: opens connections to it, whichever engine it is.</summary>
public sealed class Database : IAsyncDisposable
{
    private const int MostSessions = 64;

    // A statement that comes again is prepared by itself. Nothing here sets anything on a session, so none needs resetting between
    // two users. What the operator writes comes after these, and so before them.
    private const string PostgresDefaults = "Max Auto Prepare=256;Auto Prepare Min Usages=2;No Reset On Close=true;";

    private readonly NpgsqlDataSource? postgres;
    private readonly ConcurrentQueue<SqliteSession> sessions = new();
    private volatile bool disposed;

    public Database(DatabaseOptions options)
    {
        Options = options;
        if (options.Kind == DatabaseKind.Postgres)
        {
            postgres = NpgsqlDataSource.Create(PostgresDefaults + options.ConnectionString);
        }
    }

    public DatabaseOptions Options { get; }

    public DatabaseKind Kind => Options.Kind;

    public DbConnection CreateConnection() =>
        postgres is not null ? postgres.CreateConnection() : new SqliteConnection(Options.ConnectionString);

    /// <summary>For one unit's reading: on SQLite open already, on PostgreSQL opened from its pool for each query.</summary>
    internal DbConnection Rent() =>
        postgres is not null ? postgres.CreateConnection()
        : sessions.TryDequeue(out var session) ? session : SqliteSession.Start(Options.ConnectionString);

    internal void Return(DbConnection connection)
    {
        if (connection is SqliteSession session && sessions.Count < MostSessions && !disposed)
        {
            sessions.Enqueue(session);
        }
        else
        {
            connection.Dispose();
        }
    }

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
        disposed = true;
        while (sessions.TryDequeue(out var session))
        {
            session.Dispose();
        }

        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
