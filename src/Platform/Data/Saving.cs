using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace OneStop.Platform.Data;

/// <summary>Stores what a unit's contexts hold unsaved: all modules' rows together, and on PostgreSQL in one round trip that commits too.</summary>
internal static class Saving
{
    // Fewer go as quickly one by one.
    private const int Many = 3;
    private static readonly string[] Places = [.. Enumerable.Range(1, 2 * RowStatements.MostColumns).Select(number => $"${number}")];

    /// <returns>Whether it committed.</returns>
    internal static async Task<bool> SaveAsync(Unit unit, IReadOnlyList<ModuleDb> contexts, bool commit, CancellationToken ct, Func<Task>? beforeLast = null)
    {
        var rows = unit.IsBlind ? unit.Rows : [];
        foreach (var db in contexts)
        {
            if (!db.TryCollect(rows))
            {
                await StoreAsync(unit, rows, commit: false, ct);
                rows.Clear();
                await db.SaveByEntityFrameworkAsync(ct);
            }
        }

        await (beforeLast?.Invoke() ?? Task.CompletedTask);
        if (!unit.IsBlind)
        {
            await StoreAsync(unit, rows, commit, ct);
        }

        // At its end a unit forgets its rows anyway.
        if (beforeLast is null)
        {
            foreach (var db in contexts)
            {
                db.ChangeTracker.AcceptAllChanges();
            }
        }

        return commit && rows.Count > 0;
    }

    internal static void Store(SqliteSession session, SqliteTransaction transaction, IReadOnlyList<RowChange> rows)
    {
        try
        {
            foreach (var row in rows)
            {
                Store(session, transaction, row);
            }
        }
        catch (DbException e)
        {
            throw new DbUpdateException("The database refused a row.", e);
        }
    }

    /// <summary>Without a transaction about it: a batch is one.</summary>
    internal static Task StoreAloneAsync(NpgsqlConnection connection, IReadOnlyList<RowChange> rows) => RefusedAsync(async () =>
    {
        await using var batch = new NpgsqlBatch(connection);
        Fill(batch, rows, guarded: true);
        // Past this point the caller's patience no longer counts: a commit is awaited, never abandoned half known.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    });

    /// <summary>The rows of many units, all or none; those of one statement in one.</summary>
    internal static async Task StoreMergedAsync(NpgsqlConnection connection, IEnumerable<RowChange> rows)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var same in rows.GroupBy(row => row.Statement))
        {
            Fill(batch, same.Key, [.. same], guarded: true);
        }

        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task StoreAsync(Unit unit, List<RowChange> rows, bool commit, CancellationToken ct)
    {
        if (unit.IsBlind)
        {
            throw new AsksException();
        }

        if (rows.Count == 0)
        {
            return;
        }

        if (unit.Connection is SqliteSession session)
        {
            Store(session, (SqliteTransaction)unit.Transaction!, rows);
        }
        else
        {
            await RefusedAsync(() => StoreAsync((NpgsqlConnection)unit.Connection, rows, commit, ct));
        }
    }

    private static void Store(SqliteSession session, SqliteTransaction transaction, RowChange row)
    {
        var command = session.Take(row.Statement.Sql, transaction);
        for (var i = 0; i < row.Values.Length; i++)
        {
            command.Parameters.Add(new SqliteParameter(Places[i], row.Values[i]));
        }

        try
        {
            Expect(row, command.ExecuteNonQuery());
        }
        finally
        {
            command.Parameters.Clear();
            session.GiveBack(command);
        }
    }

    private static async Task StoreAsync(NpgsqlConnection connection, List<RowChange> rows, bool commit, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        var alone = Fill(batch, rows, guarded: commit);
        if (commit)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            return;
        }

        await batch.ExecuteNonQueryAsync(ct);
        foreach (var (row, command) in alone)
        {
            Expect(row, command.RecordsAffected);
        }
    }

    /// <summary>In their order; neighbours of one statement in one, where they are many.</summary>
    /// <returns>Those that went alone.</returns>
    private static List<(RowChange Row, NpgsqlBatchCommand Command)> Fill(NpgsqlBatch batch, IReadOnlyList<RowChange> rows, bool guarded)
    {
        var alone = new List<(RowChange, NpgsqlBatchCommand)>();
        for (int from = 0, next; from < rows.Count; from = next)
        {
            for (next = from + 1; next < rows.Count && rows[next].Statement == rows[from].Statement; next++)
            {
            }

            alone.AddRange(Fill(batch, rows[from].Statement, [.. rows.Skip(from).Take(next - from)], guarded));
        }

        return alone;
    }

    private static IEnumerable<(RowChange Row, NpgsqlBatchCommand Command)> Fill(NpgsqlBatch batch, RowStatement statement, List<RowChange> rows, bool guarded)
    {
        if (rows.Count < Many || !statement.CanMerge)
        {
            return rows.ConvertAll(row => (row, Add(batch, row, guarded)));
        }

        var command = new NpgsqlBatchCommand(statement.Merged);
        for (var i = 0; i < statement.Places.Length; i++)
        {
            var place = i;
            var values = StoredColumn.ArrayOf(statement.Places[i].Element, rows.Count, row => rows[row].Values[place] is DBNull ? null : rows[row].Values[place]);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = statement.Places[i].Type!.Value | NpgsqlDbType.Array, Value = values });
        }

        if (statement.Guarded is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = rows.Count });
        }

        batch.BatchCommands.Add(command);
        return [];
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, RowChange row, bool guarded)
    {
        var (statement, values) = row;
        var command = new NpgsqlBatchCommand(guarded ? statement.Guarded ?? statement.Sql : statement.Sql);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = statement.Places[i].Type!.Value, Value = values[i] });
        }

        batch.BatchCommands.Add(command);
        return command;
    }

    private static async Task RefusedAsync(Func<Task> store)
    {
        try
        {
            await store();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new DbUpdateConcurrencyException("A row is no longer as it was read.", e);
        }
        catch (DbException e)
        {
            throw new DbUpdateException("The database refused a row.", e);
        }
    }

    private static void Expect(RowChange row, int found)
    {
        if (row.Statement.Guarded is not null && found != 1)
        {
            throw new DbUpdateConcurrencyException("A row is no longer as it was read.");
        }
    }
}
