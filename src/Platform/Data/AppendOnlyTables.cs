using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Platform.Data;

public static class AppendOnlyTables
{
    /// <summary>The engine itself refuses to change or remove the table's rows; only the columns of <paramref name="once"/> may be filled in, once, where the first is still null.</summary>
    public static void RefuseChanges(this MigrationBuilder migration, string table, IReadOnlyList<string> columns, IReadOnlyList<string>? once = null)
    {
        var postgres = migration.ActiveProvider != "Microsoft.EntityFrameworkCore.Sqlite";
        if (postgres)
        {
            migration.Sql($"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$");
            migration.Sql($"CREATE TRIGGER {table}_not_truncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_refuse()");
        }

        var refuse = postgres ? $"EXECUTE FUNCTION {table}_refuse()" : $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
        migration.Sql($"CREATE TRIGGER {table}_not_removed BEFORE DELETE ON {table} FOR EACH ROW {refuse}");
        migration.Sql($"CREATE TRIGGER {table}_not_changed BEFORE UPDATE OF {string.Join(", ", columns)} ON {table} FOR EACH ROW {refuse}");
        if (once is not null)
        {
            migration.Sql($"CREATE TRIGGER {table}_only_once BEFORE UPDATE OF {string.Join(", ", once)} ON {table} FOR EACH ROW WHEN (OLD.{once[0]} IS NOT NULL) {refuse}");
        }
    }
}
