using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OneStop.Platform.Data;

namespace OneStop.Platform.Search;

/// <summary>
/// The words of a module's records, in a table of its own: a full-text table without content on SQLite, tokens under GIN on PostgreSQL.
/// Hits come by ascending id, so the same question has the same answer on both. Make the table with <c>migration.CreateSearchIndex(…)</c>.
/// </summary>
/// <param name="table">With the module's prefix: <c>companies_search</c>. Never from outside the program.</param>
public sealed class SearchIndex(string table)
{
    private const int Near = 8_192;

    /// <summary>Ids of what holds every term, in ascending order, beginning after one.</summary>
    public async Task<IReadOnlyList<long>> FindAsync(ModuleDb db, SearchPlan plan, long after, int limit, CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = Command(db, IsPostgres(db) ? NearThenFar : $"SELECT rowid FROM {table} WHERE {table} MATCH @terms AND rowid > @after ORDER BY rowid LIMIT @limit");
            Set(command, "terms", IsPostgres(db) ? TsQuery(plan) : Fts5Query(plan));
            Set(command, "after", after);
            Set(command, "limit", limit);
            var found = new List<long>(limit);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                found.Add(reader.GetInt64(0));
            }

            found.Sort();
            return found;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // GIN gives hits in no order. What is common is found by walking a little way along the ids; only what is not, and so has few
    // hits, goes through GIN and a sort (id + 0 keeps the planner from walking all ids).
    private string NearThenFar => $"""
        WITH near AS MATERIALIZED (
          SELECT id FROM (SELECT id, words FROM {table} WHERE id > @after ORDER BY id LIMIT {Near}) AS next WHERE words @@ @terms::tsquery LIMIT @limit),
        enough AS MATERIALIZED (SELECT count(*) >= @limit AS yes FROM near)
        (SELECT id FROM near WHERE (SELECT yes FROM enough))
        UNION ALL
        (SELECT id FROM {table} WHERE NOT (SELECT yes FROM enough) AND words @@ @terms::tsquery AND id > @after ORDER BY id + 0 LIMIT @limit)
        """;

    /// <summary>Stores what a record is found by, in the write under way; what it was found by before is gone.</summary>
    public async Task PutAsync(ModuleDb db, long id, string text, CancellationToken ct = default)
    {
        await using var command = IsPostgres(db)
            ? Command(db, $"INSERT INTO {table} (id, words) VALUES (@id, @words::tsvector) ON CONFLICT (id) DO UPDATE SET words = excluded.words")
            : Command(db, $"INSERT OR REPLACE INTO {table} (rowid, words) VALUES (@id, @words)");
        Set(command, "id", id);
        Set(command, "words", Stored(db, text));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Stores many new records at once, in the write under way; their words are cut beside the storing.</summary>
    public async Task PutManyAsync(ModuleDb db, IEnumerable<(long Id, string Text)> records, CancellationToken ct = default)
    {
        var isPostgres = IsPostgres(db);
        var cut = records.AsParallel().AsOrdered().WithCancellation(ct).Select(record => (record.Id, Words: isPostgres ? TsVector(record.Text) : Fts5Text(record.Text)));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginTextImportAsync($"COPY {table} (id, words) FROM STDIN", ct);
            foreach (var (id, words) in cut)
            {
                await copy.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{id}\t{words}\n"));
            }

            return;
        }

        await using var command = Command(db, $"INSERT INTO {table} (rowid, words) VALUES (@id, @words)");
        Set(command, "id", 0L);
        Set(command, "words", "");
        await command.PrepareAsync(ct);
        foreach (var (id, words) in cut)
        {
            command.Parameters["@id"].Value = id;
            command.Parameters["@words"].Value = words;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Puts the index in its quickest form after many records came in, in the write under way.</summary>
    public async Task TidyAsync(ModuleDb db, CancellationToken ct = default)
    {
        await using var command = IsPostgres(db)
            ? Command(db, $"SELECT gin_clean_pending_list('ix_{table}_words'); ANALYZE {table}")
            : Command(db, $"INSERT INTO {table} ({table}) VALUES ('optimize')");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static bool IsPostgres(ModuleDb db) => db.Database.GetDbConnection() is NpgsqlConnection;

    private static DbCommand Command(ModuleDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    private static void Set(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static string Stored(ModuleDb db, string text) => IsPostgres(db) ? TsVector(text) : Fts5Text(text);

    private static string Fts5Text(string text) => string.Join(' ', SearchTokens.Of(text));

    // Tokens are letters and digits, so neither form needs escaping.
    private static string Fts5Query(SearchPlan plan) =>
        string.Join(" AND ", plan.Terms.Select(term => $"\"{term.Phrase}\"{(term.IsBeginning ? "*" : "")}"));

    // A literal with positions: no parser of PostgreSQL's, no dictionary, no locale.
    private static string TsVector(string text)
    {
        var vector = new StringBuilder();
        var position = 0;
        foreach (var token in SearchTokens.Of(text))
        {
            vector.Append(CultureInfo.InvariantCulture, $"'{token}':{++position} ");
        }

        return vector.ToString();
    }

    private static string TsQuery(SearchPlan plan) =>
        string.Join(" & ", plan.Terms.Select(term => term.IsBeginning
            ? $"'{term.Phrase}':*"
            : string.Join(" <-> ", term.Tokens.Select(token => $"'{token}'"))));
}
