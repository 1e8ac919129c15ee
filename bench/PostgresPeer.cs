using Npgsql;

namespace OneStop.Bench;

/// <summary>PostgreSQL under pgbench: the same statements in one transaction for each submission, prepared, at as many clients.</summary>
internal sealed class PostgresPeer(Options options, NpgsqlDataSource source, string connectionString) : IPeer, IAsyncDisposable
{
    private const string Database = "filings";
    private const string Copy = "filings_copy";
    private int postmaster;
    private string person = "";

    public string ConnectionString => connectionString;

    public string Durability { get; private set; } = "";

    public double CpuSeconds => Postgres.Cpu(postmaster);

    internal static async Task<PostgresPeer> CreateAsync(Options options)
    {
        var connectionString = await Postgres.CreateDatabaseAsync(options, Database);
        return new(options, NpgsqlDataSource.Create(connectionString), connectionString);
    }

    public async Task SeedAsync(Guid draft, int drafts)
    {
        await ExecuteAsync<object>(
            $"""
            INSERT INTO filings_filings (id, {Submission.DraftColumns})
            SELECT ('01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, {Submission.DraftColumns}
            FROM filings_filings, generate_series(1, {drafts}) n WHERE id = '{draft}'
            """);
        await ExecuteAsync<object>("VACUUM ANALYZE filings_filings");
        await ExecuteAsync<object>("CHECKPOINT");
        person = (await ExecuteAsync<Guid>($"SELECT filer_id FROM filings_filings WHERE id = '{draft}'")).ToString();
        postmaster = await Postgres.PostmasterAsync(options);
        Durability = await ExecuteAsync<string>("SELECT format('fsync %s, synchronous_commit %s', current_setting('fsync'), current_setting('synchronous_commit'))");
    }

    public async Task CopyAsync()
    {
        source.Clear();
        await using var outside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" });
        await using var command = outside.CreateCommand($"CREATE DATABASE {Copy} TEMPLATE {Database}");
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Figures> RunAsync(int from, int seconds)
    {
        var script = Path.Combine(options.Work, "submit.pgbench");
        await File.WriteAllTextAsync(script, string.Join('\n',
        [
            "\\set i :i + 1", $"\\set n {from} + :i * {FilingBench.Connections} + :client_id", "BEGIN;",
            .. Submission.Statements(Id("01930000"), Id("01940000"), ":n::bigint::text", "now()", $"'{person}'::uuid").Select(sql => sql + ";"),
            "COMMIT;", "",
        ]));
        var cpu = CpuSeconds;
        var (done, perSecond, _) = await PgBench.RunAsync(options, connectionString, Copy, script, FilingBench.Connections, seconds);
        return new(perSecond, 0, 0, (CpuSeconds - cpu) / done * 1e6);

        static string Id(string prefix) => $"('{prefix}-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid";
    }

    public Task<long> CompletedAsync() => ExecuteAsync<long>("SELECT count(*) FROM filings_filings WHERE state IN ('Approved', 'Completed')");

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<T> ExecuteAsync<T>(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 300;
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
