using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Data;

/// <summary>One scope's connection and, inside a write, its transaction. Every module's context in the scope joins it.</summary>
public sealed class Unit : IDisposable
{
    private readonly Database database;
    private readonly DataObserver observer;

    private DbConnection? connection;
    private bool ownsConnection = true;
    private List<Action>? afterCommit;

    internal Unit(Database database, WatchedData watched, DataObserver observer)
    {
        this.database = database;
        this.observer = observer;
        Watched = watched;
    }

    public DatabaseKind Kind => database.Kind;

    internal DbTransaction? Transaction { get; private set; }

    internal bool IsWrite => IsBlind || (Transaction is not null && Snapshot is null);

    /// <summary>A write without a connection: it may not ask the database anything.</summary>
    internal bool IsBlind { get; private set; }

    /// <summary>What a blind write has said so far.</summary>
    internal List<RowChange> Rows { get; } = [];

    /// <summary>Where something is rendered for publication: what it reads from.</summary>
    internal Snapshot? Snapshot { get; private set; }

    internal WatchedData Watched { get; }

    /// <summary>The watched data that this write has changed.</summary>
    internal HashSet<DataTag> Changed { get; } = [];

    /// <summary>The work threw: its contexts and what they hold end with it.</summary>
    internal bool Failed { get; set; }

    internal DbConnection Connection => connection ??= database.Rent();

    internal void Join(DbConnection open, DbTransaction transaction)
    {
        connection = open;
        ownsConnection = false;
        Transaction = transaction;
    }

    internal void GoBlind()
    {
        connection = new ClosedDoor();
        (ownsConnection, IsBlind) = (false, true);
    }

    internal void Join(Snapshot snapshot, DbConnection open, DbTransaction transaction)
    {
        Join(open, transaction);
        Snapshot = snapshot;
    }

    /// <summary>Saves what the work left unsaved in any module's context; may commit with it.</summary>
    /// <param name="beforeLast">Runs when all that changed is known, and before any commit.</param>
    internal async Task SaveAllAsync(bool commit, Func<Task> beforeLast, CancellationToken ct) =>
        Committed = await Saving.SaveAsync(this, Contexts, commit, ct, beforeLast);

    internal bool Committed { get; private set; }

    internal void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    internal void RunAfterCommit()
    {
        foreach (var action in afterCommit ?? [])
        {
            action();
        }
    }

    internal List<ModuleDb> Contexts { get; } = [];

    /// <summary>The engine, without a connection: a context outlives its unit and joins another.</summary>
    internal void Configure(DbContextOptionsBuilder options, string historyTable)
    {
        if (Kind == DatabaseKind.Sqlite)
        {
            options.UseSqlite(sqlite => sqlite.MigrationsHistoryTable(historyTable));
        }
        else
        {
            options.UseNpgsql(npgsql => npgsql.MigrationsHistoryTable(historyTable));
        }

        options.AddInterceptors(observer);
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, RelationalEventId.MultipleCollectionIncludeWarning));
    }

    public void Dispose()
    {
        if (!ownsConnection || connection is null)
        {
            return;
        }

        if (Failed)
        {
            connection.Dispose();
        }
        else
        {
            database.Return(connection);
        }

        connection = null;
    }
}
