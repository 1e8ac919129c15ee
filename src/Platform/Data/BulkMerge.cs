using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>Many rows at once that may be there already: a prepared statement on SQLite, one statement over arrays on PostgreSQL.</summary>
public static class BulkMerge
{
    /// <summary>Stores the rows in the write under way, past the change tracker; a row whose key is there takes the place of the one it finds. No key twice.</summary>
    public static async Task MergeManyAsync<TRow>(this ModuleDb db, IReadOnlyList<TRow> rows, CancellationToken ct = default)
        where TRow : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{db.GetType().Name} does not map {typeof(TRow).Name}.");
        db.HasChanged([typeof(TRow)]);
        var transaction = db.Transaction;
        var columns = entity.GetProperties().Select(property => new StoredColumn(property)).ToArray();
        switch (transaction.Connection)
        {
            case SqliteConnection sqlite:
                await using (var command = sqlite.CreateCommand())
                {
                    command.Transaction = (SqliteTransaction)transaction;
                    command.CommandText = Sql(entity, columns, $"VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})");
                    await InsertAsync(command, columns, rows, ct);
                }

                break;
            case NpgsqlConnection postgres:
                await using (var command = postgres.CreateCommand())
                {
                    command.CommandText = Sql(entity, columns, $"SELECT * FROM unnest({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})");
                    foreach (var (i, column) in columns.Index())
                    {
                        command.Parameters.Add(new NpgsqlParameter($"p{i}", StoredColumn.ArrayOf(column.Element, rows.Count, row => column.ValueOf(rows[row]))) { DataTypeName = column.StoreType + "[]" });
                    }

                    await command.ExecuteNonQueryAsync(ct);
                }

                break;
        }
    }

    private static string Sql(IEntityType entity, StoredColumn[] columns, string values)
    {
        var key = entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).ToList();
        var others = columns.Select(column => column.Name).Except(key).Select(name => $"{name} = excluded.{name}");
        return $"INSERT INTO {entity.GetTableName()} ({string.Join(", ", columns.Select(column => column.Name))}) {values} ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {string.Join(", ", others)}";
    }

    private static async Task InsertAsync<TRow>(SqliteCommand command, StoredColumn[] columns, IReadOnlyList<TRow> rows, CancellationToken ct)
        where TRow : class
    {
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
}
