using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using OneStop.Platform.Data;

namespace OneStop.Platform;

/// <summary>What the operator says: <c>--data DIR</c>, <c>--database sqlite | CONNECTION-STRING</c>, <c>--urls</c>, <c>--no-demo</c>.</summary>
internal static class Settings
{
    internal static DatabaseOptions Database(IConfiguration configuration)
    {
        var directory = Path.GetFullPath(configuration["data"] ?? "data");
        Directory.CreateDirectory(directory);
        var database = configuration["database"];
        return string.IsNullOrEmpty(database) || database == "sqlite"
            ? new DatabaseOptions(DatabaseKind.Sqlite, Sqlite(Path.Combine(directory, "onestop.db")), directory)
            : new DatabaseOptions(DatabaseKind.Postgres, database, directory);
    }

    private static string Sqlite(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, ForeignKeys = true, Pooling = true }.ToString();
}
