using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Platform.Search;

public static class SearchMigrations
{
    /// <summary>The table of a <see cref="SearchIndex"/>.</summary>
    public static void CreateSearchIndex(this MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            // The ascii tokenizer leaves every character beyond ASCII as it is: tokens are cut by SearchTokens and by nothing else.
            migration.Sql($"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', contentless_delete=1, prefix='1 2 3', tokenize='ascii')");
            return;
        }

        // Starting parallel workers would cost more than most of these queries take.
        migration.Sql($"CREATE TABLE {table} (id bigint CONSTRAINT pk_{table} PRIMARY KEY, words tsvector NOT NULL) WITH (parallel_workers = 0)");
        migration.Sql($"CREATE INDEX ix_{table}_words ON {table} USING gin (words) WITH (gin_pending_list_limit = 1024)");
    }
}
