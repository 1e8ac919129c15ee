using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OneStop.Platform.Data;

public static class Conflicts
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>True where a unique index or key refused the write. Catch it outside <see cref="Writes.RunAsync{T}"/>: the write is gone by then.</summary>
    public static bool IsDuplicate(this Exception e) => (e as DbUpdateException)?.InnerException is { } inner ? IsDuplicate(inner) : e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey } => true,
        _ => false,
    };

    /// <summary>The connection went while the database was answering: it may have committed.</summary>
    internal static bool IsUnknown(this Exception e) => ((e as DbUpdateException)?.InnerException ?? e) is NpgsqlException and not PostgresException;
}
