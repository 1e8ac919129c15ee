using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Identifiers;

namespace OneStop.Platform.PublicPages;

/// <summary>A committed write's changes of watched data, stored in that write: the one truth for every node, whoever else told it or did not.</summary>
internal sealed class DataChange
{
    public Guid Id { get; init; }

    /// <summary>One tag a line.</summary>
    public required string Tags { get; init; }

    /// <summary>The writing transaction's number on PostgreSQL, by which readers tell what they cannot have seen; 0 on SQLite, whose rows stand in the order of commits.</summary>
    public long Xact { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; init; }
}

internal sealed class ChangeLog(Database database, TimeProvider time)
{
    // One write that changes more single rows than this says that it may have changed any.
    private const int MostTags = 64;

    // A database that is gone without a word must not be waited for long.
    private const int PatienceSeconds = 5;

    private const string ReadPostgres =
        """
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, change.id, change.tags
        FROM (SELECT 1) AS one LEFT JOIN platform_data_changes AS change ON change.xact >= @since
        """;

    private const string ReadSqlite =
        """
        SELECT (SELECT coalesce(max(rowid), 0) FROM platform_data_changes), change.id, change.tags
        FROM (SELECT 1) AS one LEFT JOIN platform_data_changes AS change ON change.rowid > @since
        """;

    private readonly ConcurrentDictionary<Guid, bool> own = new();
    private HashSet<Guid> seen = [];
    private long since = long.MaxValue;

    /// <summary>In the write under way, last of all; answers the change's id.</summary>
    internal async Task<Guid> RecordAsync(PlatformDb db, IReadOnlyCollection<DataTag> changed, CancellationToken ct)
    {
        var tags = changed.Count <= MostTags ? changed : changed.Select(tag => tag with { Key = null }).Distinct();
        var (id, lines, at) = (Ids.New(), string.Join('\n', tags.Select(tag => tag.Touch)), time.GetUtcNow().ToUnixTimeMilliseconds());
        await (database.Kind == DatabaseKind.Postgres
            ? db.Database.ExecuteSqlAsync($"INSERT INTO platform_data_changes (id, tags, xact, at) VALUES ({id}, {lines}, pg_current_xact_id()::text::bigint, {at})", ct)
            : db.Database.ExecuteSqlAsync($"INSERT INTO platform_data_changes (id, tags, xact, at) VALUES ({id}, {lines}, 0, {at})", ct));
        return id;
    }

    /// <summary>This node has acted on it already.</summary>
    internal void IsOwn(Guid id) => own[id] = true;

    /// <summary>What was committed since the last call, by any node; the first call only notes where it stands.</summary>
    /// <returns>All tags, and those of other nodes' changes.</returns>
    internal async Task<(IReadOnlyList<DataTag> All, IReadOnlyList<DataTag> Others)> ReadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = PatienceSeconds;
        command.CommandText = database.Kind == DatabaseKind.Postgres ? ReadPostgres : ReadSqlite;
        Add(command, "since", since);
        var (all, others, read) = (new HashSet<DataTag>(), new HashSet<DataTag>(), new HashSet<Guid>());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            since = reader.GetInt64(0);
            if (await reader.IsDBNullAsync(1, ct))
            {
                continue;
            }

            var id = reader.GetGuid(1);
            read.Add(id);
            if (!seen.Contains(id))
            {
                var tags = reader.GetString(2).Split('\n').Select(DataTag.Read).ToList();
                all.UnionWith(tags);
                others.UnionWith(own.TryRemove(id, out _) ? [] : tags);
            }
        }

        // What a transaction under way hides is read again until it has ended.
        seen = read;
        return ([.. all], [.. others]);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
