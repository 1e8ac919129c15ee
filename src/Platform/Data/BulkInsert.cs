using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>Many rows at once, for loads of thousands: a prepared statement on SQLite, binary COPY on PostgreSQL.</summary>
public static class BulkInsert
{
    /// <summary>
    /// Stores the rows in the write under way, past the change tracker. A duplicate refuses all of them. Load what is large in several
    /// writes of some thousands, so that others' writes get their turn between.
    /// </summary>
    public static async Task InsertManyAsync<TRow>(this ModuleDb db, IEnumerable<TRow> rows, CancellationToken ct = default)
        where TRow : class
    {
        var table = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{db.GetType().Name} does not map {typeof(TRow).Name}.");
        db.HasChanged([typeof(TRow)]);
        var columns = table.GetProperties().Select(property => new StoredColumn(property)).ToArray();
        var transaction = db.Transaction;
        switch (transaction.Connection)
        {
            case SqliteConnection sqlite:
                await InsertAsync(sqlite, (SqliteTransaction)transaction, table.GetTableName()!, columns, rows, ct);
                break;
            case NpgsqlConnection postgres:
                await CopyAsync(postgres, table.GetTableName()!, columns, rows, ct);
                break;
        }
    }

    private static async Task InsertAsync<TRow>(
        SqliteConnection connection, SqliteTransaction transaction, string table, StoredColumn[] columns, IEnumerable<TRow> rows, CancellationToken ct)
        where TRow : class
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})";
        for (var i = 0; i < columns.Length; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        }

        await command.PrepareAsync(ct);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++)
            {
                command.Parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    private static async Task CopyAsync<TRow>(NpgsqlConnection connection, string table, StoredColumn[] columns, IEnumerable<TRow> rows, CancellationToken ct)
        where TRow : class
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.ValueOf(row) is { } value)
                {
                    await copy.WriteAsync(value, column.StoreType, ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static string Names(StoredColumn[] columns) => string.Join(", ", columns.Select(column => column.Name));
}
