using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace OneStop.Platform.Data;

/// <summary>Stores what a unit's contexts hold unsaved: all modules' rows together, and on PostgreSQL in one round trip that commits too.</summary>
internal static class Saving
{
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

        foreach (var db in contexts)
        {
            db.ChangeTracker.AcceptAllChanges();
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
            var statement = same.Key;
            if (!statement.CanMerge)
            {
                Fill(batch, same, guarded: true);
                continue;
            }

            var many = same.ToList();
            var command = new NpgsqlBatchCommand(statement.Merged);
            for (var i = 0; i < statement.Places.Length; i++)
            {
                var values = Array.CreateInstance(statement.Places[i].Element, many.Count);
                for (var row = 0; row < many.Count; row++)
                {
                    values.SetValue(many[row].Values[i] is DBNull ? null : many[row].Values[i], row);
                }

                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = statement.Places[i].Type!.Value | NpgsqlDbType.Array, Value = values });
            }

            if (statement.Guarded is not null)
            {
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = many.Count });
            }

            batch.BatchCommands.Add(command);
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
        Fill(batch, rows, guarded: commit);
        if (commit)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            return;
        }

        await batch.ExecuteNonQueryAsync(ct);
        for (var i = 0; i < rows.Count; i++)
        {
            Expect(rows[i], batch.BatchCommands[i].RecordsAffected);
        }
    }

    private static void Fill(NpgsqlBatch batch, IEnumerable<RowChange> rows, bool guarded)
    {
        foreach (var (statement, values) in rows)
        {
            var command = new NpgsqlBatchCommand(guarded ? statement.Guarded ?? statement.Sql : statement.Sql);
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = statement.Places[i].Type!.Value, Value = values[i] });
            }

            batch.BatchCommands.Add(command);
        }
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
