using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>Stores what a unit's contexts hold unsaved: all modules' rows together, and on PostgreSQL in one round trip that commits too.</summary>
internal static class Saving
{
    private static readonly string[] Places = [.. Enumerable.Range(1, 2 * RowStatements.MostColumns).Select(number => $"${number}")];

    /// <returns>Whether it committed.</returns>
    internal static async Task<bool> SaveAsync(Unit unit, IReadOnlyList<ModuleDb> contexts, bool commit, CancellationToken ct, Func<Task>? beforeLast = null)
    {
        var rows = new List<RowChange>();
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
        await StoreAsync(unit, rows, commit, ct);
        foreach (var db in contexts)
        {
            db.ChangeTracker.AcceptAllChanges();
        }

        return commit && rows.Count > 0;
    }

    private static async Task StoreAsync(Unit unit, List<RowChange> rows, bool commit, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        try
        {
            if (unit.Connection is SqliteSession session)
            {
                rows.ForEach(row => Store(session, (SqliteTransaction)unit.Transaction!, row));
            }
            else
            {
                await StoreAsync((NpgsqlConnection)unit.Connection, rows, commit, ct);
            }
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

    private static void Store(SqliteSession session, SqliteTransaction transaction, RowChange row)
    {
        var command = session.Take(row.Sql, transaction);
        for (var i = 0; i < row.Values.Length; i++)
        {
            command.Parameters.Add(new SqliteParameter(Places[i], row.Values[i].Value));
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
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(commit ? row.Guarded ?? row.Sql : row.Sql);
            foreach (var (value, type) in row.Values)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type!.Value, Value = value });
            }

            batch.BatchCommands.Add(command);
        }

        if (commit)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            // Past this point the caller's patience no longer counts: a commit is awaited, never abandoned half known.
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            return;
        }

        await batch.ExecuteNonQueryAsync(ct);
        for (var i = 0; i < rows.Count; i++)
        {
            Expect(rows[i], batch.BatchCommands[i].RecordsAffected);
        }
    }

    private static void Expect(RowChange row, int found)
    {
        if (row.Guarded is not null && found != 1)
        {
            throw new DbUpdateConcurrencyException("A row is no longer as it was read.");
        }
    }
}
