using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using OneStop.Platform.Data;

namespace OneStop.Faults.Tests;

/// <summary>Reads the killed program's tables with plain SQL, past the program.</summary>
internal sealed class Records(Government government)
{
    public async Task<long> NumberAsync(string sql) => Convert.ToInt64((await RowsAsync(sql)).Single()[0], CultureInfo.InvariantCulture);

    public async Task<List<object[]>> RowsAsync(string sql)
    {
        await using DbConnection connection = government.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection(government.ConnectionString + ";Pooling=False")
            : new NpgsqlConnection(government.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
