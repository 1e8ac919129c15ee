using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneStop.Platform.Data;

/// <summary>One scope's connection and, inside a write, its transaction. Every module's context in the scope joins it.</summary>
public sealed class Unit(Database database) : IAsyncDisposable, IDisposable
{
    private DbConnection? connection;
    private bool ownsConnection = true;
    private List<Action>? afterCommit;

    public DatabaseKind Kind => database.Kind;

    internal DbTransaction? Transaction { get; private set; }

    internal bool IsWrite => Transaction is not null;

    internal DbConnection Connection => connection ??= database.CreateConnection();

    internal void Join(DbConnection open, DbTransaction transaction)
    {
        connection = open;
        ownsConnection = false;
        Transaction = transaction;
    }

    /// <summary>Saves what the work left unsaved in any module's context.</summary>
    internal async Task SaveAllAsync(CancellationToken ct)
    {
        foreach (var context in Contexts.Where(context => context.ChangeTracker.HasChanges()))
        {
            await context.SaveChangesAsync(ct);
        }
    }

    internal void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    internal void RunAfterCommit()
    {
        foreach (var action in afterCommit ?? [])
        {
            action();
        }
    }

    internal List<ModuleDb> Contexts { get; } = [];

    internal void Configure(DbContextOptionsBuilder options, string historyTable)
    {
        if (Kind == DatabaseKind.Sqlite)
        {
            options.UseSqlite(Connection, sqlite => sqlite.MigrationsHistoryTable(historyTable));
        }
        else
        {
            options.UseNpgsql(Connection, npgsql => npgsql.MigrationsHistoryTable(historyTable));
        }

        options.UseQueryTrackingBehavior(IsWrite ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking);
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, RelationalEventId.MultipleCollectionIncludeWarning));
    }

    public void Dispose()
    {
        if (ownsConnection)
        {
            connection?.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (ownsConnection && connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
