using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Platform.Data;

/// <summary>Tables that only grow: the database itself refuses to change or delete a row, whoever asks.</summary>
public static class AppendOnly
{
    public static void MakeAppendOnly(this MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) == true)
        {
            foreach (var act in (string[])["UPDATE", "DELETE"])
            {
                migration.Sql($"CREATE TRIGGER tr_{table}_{act.ToLowerInvariant()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END");
            }

            return;
        }

        migration.Sql(
            """
            CREATE OR REPLACE FUNCTION platform_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
            """);
        migration.Sql($"CREATE TRIGGER tr_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change()");
    }
}
