using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;

namespace OneStop.Platform.PublicPages;

/// <summary>The database at one moment: whatever is read in its scopes is of that moment, however long rendering takes.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly Database database;
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    private Snapshot(Database database, DbConnection connection, DbTransaction transaction)
    {
        this.database = database;
        this.connection = connection;
        this.transaction = transaction;
    }

    internal static async Task<Snapshot> OpenAsync(Database database, CancellationToken ct)
    {
        var connection = database.Rent();
        try
        {
            if (connection is SqliteConnection sqlite)
            {
                return new Snapshot(database, connection, sqlite.BeginTransaction(deferred: true));
            }

            await connection.OpenAsync(ct);
            return new Snapshot(database, connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The types of the rows read so far; starts anew with each call.</summary>
    internal IReadOnlyList<Type> TakeReads()
    {
        var taken = Reads.Keys.ToList();
        Reads.Clear();
        return taken;
    }

    internal ConcurrentDictionary<Type, bool> Reads { get; } = new();

    /// <summary>Of each type the last that was read, for the same page in its next language; a publication begins without.</summary>
    internal ConcurrentDictionary<Type, (string What, object Read)> Remembered { get; } = new();

    internal AsyncServiceScope CreateScope(IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Unit>().Join(this, connection, transaction);
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        database.Return(connection);
    }
}
