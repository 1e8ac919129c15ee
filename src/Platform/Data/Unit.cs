using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneStop.Platform.Data;

/// <summary>One scope's connection and, inside a write, its transaction. Every module's context in the scope joins it.</summary>
public sealed class Unit(Database database) : IDisposable
{
    private DbConnection? connection;
    private bool ownsConnection = true;
    private List<Action>? afterCommit;

    public DatabaseKind Kind => database.Kind;

    internal DbTransaction? Transaction { get; private set; }

    internal bool IsWrite => Transaction is not null;

    /// <summary>The work threw: its contexts and what they hold end with it.</summary>
    internal bool Failed { get; set; }

    internal DbConnection Connection => connection ??= database.Rent();

    internal void Join(DbConnection open, DbTransaction transaction)
    {
        connection = open;
        ownsConnection = false;
        Transaction = transaction;
    }

    /// <summary>Saves what the work left unsaved in any module's context; may commit with it.</summary>
    internal async Task SaveAllAsync(bool commit, CancellationToken ct) => Committed = await Saving.SaveAsync(this, Contexts, commit, ct);

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
