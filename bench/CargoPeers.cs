using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OneStop.Bench;

/// <summary>The database under road cargo, filled and asked without the program.</summary>
internal interface ICargoPeer : IAsyncDisposable
{
    double CpuSeconds { get; }

    /// <summary>Copies one consignment until so many are held, nearly all of them long since across the border; answers how many.</summary>
    Task<long> GrowAsync(long template, long rows);

    /// <summary>Takes a copy, so that the program never works on what the peer has written.</summary>
    Task CopyAsync();

    /// <summary>A lodgement's SQL, one commit each.</summary>
    Task<(double PerSecond, double Micros)> RunAsync(int seconds);

    /// <summary>Consignments' rows alone, so many in one transaction; a second.</summary>
    Task<double> BulkAsync(int rows);

    /// <summary>Of all consignments with their indexes.</summary>
    Task<long> BytesAsync();
}

/// <summary>What one lodgement with a message of its own writes, in the shape the program sends it for one.</summary>
internal static class Lodgement
{
    internal const string Items =
        "lodged_by, direction, package_count, package_kind, packages, articles, consignor_name, consignor_address, consignee_name, consignee_address, expected_on, edition, bundle, channel";

    private const string Values =
        "'Export', 12, 'CT', 'cartons of printed circuit boards', 'printed circuit boards, 400 a carton', 'Harbour Electronics Limited', '12 Wo Yi Hop Road, Kwai Chung', '深圳市明華電子有限公司', '深圳市福田區深南大道100號', '2026-12-03', 1, NULL, 'Rest'";

    /// <param name="number">A new number, and as text the message's name.</param>
    /// <param name="fresh">A new id.</param>
    /// <param name="person">An id.</param>
    internal static string Consignment(string number, string fresh, string person, string now) =>
        $"INSERT INTO roadcargo_consignments (ccrn, trader, state, lodged_at, message, version, {Items}) VALUES ({number}, {person}, 'Lodged', {now}, 'm' || {number}, 0, {person}, {Values})";

    /// <param name="series">One for each client: nodes have series of their own.</param>
    internal static IReadOnlyList<string> Statements(string number, string fresh, string person, string now, string series) =>
    [
        $"SELECT trader, message, hash, ccrn, at FROM roadcargo_messages WHERE trader IN ({person}) AND message IN ('m' || {number})",
        $"UPDATE roadcargo_series SET last = last + 1, used_at = {now} WHERE node = 'peer' || {series}",
        $"SELECT series, node, last, used_at FROM roadcargo_series WHERE node = 'peer' || {series} LIMIT 2",
        Consignment(number, fresh, person, now),
        $"INSERT INTO roadcargo_messages (trader, message, hash, ccrn, at) VALUES ({person}, 'm' || {number}, '6d94e4f9d5746bef5f3f4506424f6fb14cb65ecc93f267fe8bb980c6480b0832', {number}, {now})",
        $"INSERT INTO audit_lines (id, action, actor_id, actor_kind, actor_name, at, facts, hash, person_id, position, purpose, subject, trace) VALUES ({fresh}, 'consignments.lodged', NULL, 'System', 'road-cargo', {now}, '{{\"by\":\"01a21129-8585-7000-b2f3-3d7c6533e856\",\"channel\":\"Rest\",\"count\":\"1\",\"first\":\"1001 0000 0012 3\",\"last\":\"1001 0000 0012 3\"}}', NULL, NULL, NULL, NULL, 'organisation/01a21129-8585-7000-b2f3-3d7c6533e856', '')",
        $"INSERT INTO platform_events (id, happened_at, json, key, name) VALUES ({fresh}, {now}, '{{\"ccrns\":[\"10010000001234\"],\"key\":\"10010000001234\"}}', 'm' || {number}, 'road-cargo.consignments-lodged.v1')",
    ];
}

internal sealed class PostgresCargo(Options options, string connectionString, int postmaster) : ICargoPeer
{
    private const string Copy = "cargo_copy";
    private const int Clients = 32;
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);
    private long used = 20_000_000_000_000;

    public double CpuSeconds => Postgres.Cpu(postmaster);

    internal static async Task<PostgresCargo> CreateAsync(Options options, string connectionString) => new(options, connectionString, await Postgres.ProcessAsync(connectionString));

    public async Task<long> GrowAsync(long template, long rows)
    {
        var held = await AskAsync<long>(source, "SELECT count(*) FROM roadcargo_consignments");
        await AskAsync<object>(source,
            $"""
            INSERT INTO roadcargo_consignments (ccrn, trader, state, lodged_at, message, version, {Lodgement.Items})
            SELECT n, ('01940000-0000-7000-8000-' || lpad(to_hex(n % 5000), 12, '0'))::uuid, 'Crossed', lodged_at - n * interval '1 second', 'm' || n, 2, {Lodgement.Items}
            FROM roadcargo_consignments, generate_series({held}, {rows}) n WHERE ccrn = {template}
            """);
        await AskAsync<object>(source, "VACUUM ANALYZE roadcargo_consignments");
        await AskAsync<object>(source, "CHECKPOINT");
        return await AskAsync<long>(source, "SELECT count(*) FROM roadcargo_consignments");
    }

    public async Task CopyAsync()
    {
        source.Clear();
        NpgsqlConnection.ClearAllPools();
        await using (var outside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }))
        {
            await AskAsync<object>(outside, $"CREATE DATABASE {Copy} TEMPLATE cargo");
        }

        await using var copy = NpgsqlDataSource.Create(CopyString);
        await AskAsync<object>(copy, $"INSERT INTO roadcargo_series (series, node, last, used_at) SELECT 900 + n, 'peer' || n, 0, now() FROM generate_series(0, {Clients}) n");
    }

    public async Task<(double PerSecond, double Micros)> RunAsync(int seconds)
    {
        var script = Path.Combine(options.Work, "lodge.pgbench");
        await File.WriteAllTextAsync(script, string.Join('\n',
        [
            "\\set i :i + 1", $"\\set n {used} + :i * {Clients} + :client_id", "BEGIN;",
            .. Lodgement.Statements(":n::bigint", "('01940000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid", "'01940000-0000-7000-8000-000000000001'::uuid", "now()", ":client_id::text").Select(sql => sql + ";"),
            "COMMIT;", "",
        ]));
        var cpu = CpuSeconds;
        var (done, perSecond, _) = await PgBench.RunAsync(options, connectionString, Copy, script, Clients, seconds);
        used += done * 2 * Clients;
        return (perSecond, (CpuSeconds - cpu) / done * 1e6);
    }

    public async Task<double> BulkAsync(int rows)
    {
        await using var copy = NpgsqlDataSource.Create(CopyString);
        await using var connection = await copy.OpenConnectionAsync();
        var fastest = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var since = Stopwatch.GetTimestamp();
            await using (var import = await connection.BeginTextImportAsync($"COPY roadcargo_consignments (ccrn, trader, state, lodged_at, message, version, {Lodgement.Items}) FROM STDIN"))
            {
                for (var i = 0; i < rows; i++)
                {
                    await import.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                        $"{++used}\t01940000-0000-7000-8000-000000000001\tLodged\t2026-11-30T09:00:00Z\tm{used}\t0\t01940000-0000-7000-8000-000000000001\tExport\t12\tCT\tcartons of printed circuit boards\tprinted circuit boards, 400 a carton\tHarbour Electronics Limited\t12 Wo Yi Hop Road, Kwai Chung\t深圳市明華電子有限公司\t深圳市福田區深南大道100號\t2026-12-03\t1\t\\N\tRest\n"));
                }
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        return rows / fastest;
    }

    public Task<long> BytesAsync() => AskAsync<long>(source, "SELECT pg_total_relation_size('roadcargo_consignments')");

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private string CopyString => new NpgsqlConnectionStringBuilder(connectionString) { Database = Copy }.ToString();

    private static async Task<T> AskAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 1800;
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>Prepared statements in a loop, on a copy of the file; its time is this process's own.</summary>
internal sealed class SqliteCargo(string file) : ICargoPeer
{
    private const string Person = "01940000-0000-7000-8000-000000000001";
    private const string Now = "2026-11-30T09:00:00.000000Z";
    private long used = 20_000_000_000_000;

    public double CpuSeconds => 0;

    public async Task<long> GrowAsync(long template, long rows)
    {
        await using var connection = Open(file);
        var held = await AskAsync(connection, "SELECT count(*) FROM roadcargo_consignments");
        await AskAsync(connection,
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT {held} UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows})
            INSERT INTO roadcargo_consignments (ccrn, trader, state, lodged_at, message, version, {Lodgement.Items})
            SELECT n, '01940000-0000-7000-8000-' || printf('%012X', n % 5000), 'Crossed', strftime('%Y-%m-%dT%H:%M:%S.000000Z', lodged_at, '-' || n || ' seconds'), 'm' || n, 2, {Lodgement.Items}
            FROM roadcargo_consignments, numbers WHERE ccrn = {template}
            """);
        await AskAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        await AskAsync(connection, "ANALYZE roadcargo_consignments");
        return await AskAsync(connection, "SELECT count(*) FROM roadcargo_consignments");
    }

    public async Task CopyAsync()
    {
        await using (var connection = Open(file))
        {
            await AskAsync(connection, $"VACUUM INTO '{Copy}'");
        }

        await using var copy = Open(Copy);
        await AskAsync(copy, $"INSERT INTO roadcargo_series (series, node, last, used_at) VALUES (900, 'peer0', 0, '{Now}')");
    }

    public async Task<(double PerSecond, double Micros)> RunAsync(int seconds)
    {
        await using var connection = Open(Copy);
        var statements = Lodgement.Statements("@number", "@fresh", $"'{Person}'", $"'{Now}'", "'0'").Select(sql => Prepare(connection, sql)).ToList();
        var (from, cpu, since) = (used, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since).TotalSeconds < seconds)
        {
            Lodge(connection, statements, 1);
        }

        var done = used - from;
        return (done / Stopwatch.GetElapsedTime(since).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / done * 1e6);
    }

    public async Task<double> BulkAsync(int rows)
    {
        await using var connection = Open(Copy);
        var statement = Prepare(connection, Lodgement.Consignment("@number", "@fresh", $"'{Person}'", $"'{Now}'"));
        var fastest = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var since = Stopwatch.GetTimestamp();
            Lodge(connection, [statement], rows);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        return rows / fastest;
    }

    public async Task<long> BytesAsync()
    {
        await using var connection = Open(file);
        return await AskAsync(connection, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%roadcargo_consignments%'");
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private string Copy => file + ".copy";

    private void Lodge(SqliteConnection connection, List<SqliteCommand> statements, int times)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        for (var i = 0; i < times; i++)
        {
            used++;
            foreach (var statement in statements)
            {
                statement.Transaction = transaction;
                foreach (SqliteParameter parameter in statement.Parameters)
                {
                    parameter.Value = parameter.ParameterName == "@number" ? used : "01940000-0000-7000-8000-" + used.ToString("X12", CultureInfo.InvariantCulture);
                }

                using var reader = statement.ExecuteReader();
                while (reader.Read())
                {
                }
            }
        }

        transaction.Commit();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in (string[])["@number", "@fresh"])
        {
            if (sql.Contains(name, StringComparison.Ordinal))
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }
        }

        return command;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 60 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return connection;
    }

    private static async Task<long> AskAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1800;
        return await command.ExecuteScalarAsync() is long number ? number : 0;
    }
}
