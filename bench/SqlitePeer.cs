using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OneStop.Bench;

/// <summary>SQLite with nothing around it: prepared statements in a loop, one commit for each submission.</summary>
internal sealed class SqlitePeer(string file) : IPeer, IAsyncDisposable
{
    private const string Prefix = "01930000-0000-7000-8000-";
    private string person = "";

    public string Durability { get; private set; } = "";

    // It runs inside the program's own process.
    public double CpuSeconds => 0;

    public async Task SeedAsync(Guid draft, int drafts)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {drafts})
            INSERT INTO filings_filings (id, {Submission.DraftColumns})
            SELECT '{Prefix}' || printf('%012X', n), {Submission.DraftColumns} FROM filings_filings, numbers WHERE id = '{draft.ToString().ToUpperInvariant()}'
            """;
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"SELECT filer_id FROM filings_filings WHERE id = '{draft.ToString().ToUpperInvariant()}'";
        person = (string)(await command.ExecuteScalarAsync())!;
        command.CommandText = "SELECT 'journal ' || (SELECT * FROM pragma_journal_mode) || ', synchronous ' || (SELECT * FROM pragma_synchronous)";
        Durability = (string)(await command.ExecuteScalarAsync())!;
    }

    public async Task CopyAsync()
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{Copy}'";
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Figures> RunAsync(int from, int seconds)
    {
        await using var connection = Open(Copy);
        var statements = Submission.Statements("@filing", "@fresh", "@number", "@now", "@person").Select(sql => Prepare(connection, sql)).ToList();
        var (number, cpu, since) = (from, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since).TotalSeconds < seconds)
        {
            number++;
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var statement in statements)
            {
                Bind(statement, number);
                statement.Transaction = transaction;
                using var reader = statement.ExecuteReader();
                while (reader.Read())
                {
                }
            }

            transaction.Commit();
        }

        statements.ForEach(statement => statement.Dispose());
        var done = number - from;
        return new(done / Stopwatch.GetElapsedTime(since).TotalSeconds, 0, 0, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / done * 1e6);
    }

    public async Task<long> CompletedAsync()
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM filings_filings WHERE state IN ('Approved', 'Completed')";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private string Copy => file + ".copy";

    private SqliteConnection Open(string? other = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = other ?? file, ForeignKeys = true, DefaultTimeout = 60 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return connection;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in (string[])["@filing", "@fresh", "@number", "@now", "@person"])
        {
            if (sql.Contains(name, StringComparison.Ordinal))
            {
                command.Parameters.Add(new SqliteParameter(name, SqliteType.Text));
            }
        }

        return command;
    }

    private void Bind(SqliteCommand command, int number)
    {
        foreach (SqliteParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.ParameterName switch
            {
                "@filing" => Prefix + number.ToString("X12", CultureInfo.InvariantCulture),
                "@fresh" => "01940000-0000-7000-8000-" + number.ToString("X12", CultureInfo.InvariantCulture),
                "@number" => number.ToString(CultureInfo.InvariantCulture),
                "@now" => "2026-11-25T05:24:24.942856Z",
                _ => person,
            };
        }
    }
}
