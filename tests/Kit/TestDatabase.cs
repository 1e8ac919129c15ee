using Microsoft.Data.Sqlite;
using Npgsql;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using Xunit;

namespace OneStop.Kit;

/// <summary>A database of its own for one app, dropped afterwards. PostgreSQL is the server that ONESTOP_TEST_POSTGRES names; without it those tests are skipped by name.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "ONESTOP_TEST_POSTGRES";
    private readonly string? postgresName;

    private TestDatabase(string directory, string? connectionString, string? postgresName)
    {
        DataDirectory = directory;
        ConnectionString = connectionString;
        this.postgresName = postgresName;
    }

    public string DataDirectory { get; }

    public string? ConnectionString { get; }

    /// <summary>Both engines, for <c>[MemberData]</c> and fixtures.</summary>
    public static IEnumerable<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    public static bool HasPostgres => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var directory = Directory.CreateTempSubdirectory("onestop-test-").FullName;
        if (kind == DatabaseKind.Sqlite)
        {
            return new TestDatabase(directory, null, null);
        }

        Assert.SkipUnless(HasPostgres, $"PostgreSQL: {Variable} names no server (./test starts one).");
        var name = $"t{Ids.New():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable)) { Database = name, MaxPoolSize = 20 };
        return new TestDatabase(directory, connection.ToString(), name);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
        if (postgresName is not null)
        {
            await ExecuteAsync($"DROP DATABASE {postgresName} WITH (FORCE)");
        }
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable(Variable));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
