using System.Diagnostics;
using Npgsql;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Nodes.Tests;

/// <summary>Two nodes on one PostgreSQL.</summary>
public sealed class NodesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Wire wire = null!;
    private Node one = null!;
    private Node two = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        wire = new Wire(connection.Host!, connection.Port);
        (connection.Host, connection.Port, connection.Timeout) = ("127.0.0.1", wire.Port, 2);
        one = new Node("one", connection.ToString(), database.DataDirectory);
        two = new Node("two", connection.ToString(), database.DataDirectory);
        // One after the other: the first makes the tables.
        await one.StartAsync();
        await two.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (database is null)
        {
            return;
        }

        await one.DisposeAsync();
        await two.DisposeAsync();
        wire.Dispose();
        await database.DisposeAsync();
    }

    /// <summary>One test for all of it: starting two nodes is what costs.</summary>
    [Fact]
    public async Task Two_nodes_agree_outlive_one_another_and_the_database_and_count_every_view()
    {
        await BothShowEveryChangeWithTheSameTagsAsync();
        await NodeKilledWhilePublishingLeavesTheOldWholeAsync();
        await ChangeWhoseNodeDiesBeforeTellingIsSeenAsync();
        await PagesOutliveTheDatabaseAsync();
        await EveryViewIsCountedAsync();
    }

    private async Task BothShowEveryChangeWithTheSameTagsAsync()
    {
        var took = new List<double>();
        for (var number = 1; number <= 20; number++)
        {
            var since = Stopwatch.GetTimestamp();
            await (number % 2 == 0 ? one : two).TickAsync(number);
            await Task.WhenAll(one.ShowsAsync(number), two.ShowsAsync(number));
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        output.WriteLine($"Visible on both nodes after {took.Order().ElementAt(took.Count / 2):0} ms (median), {took.Max():0} ms (longest).");
        Assert.Equal(await one.TagAsync("/tick"), await two.TagAsync("/tick"));
        Assert.Equal(await one.TagAsync("/tick.json"), await two.TagAsync("/tick.json"));
    }

    private async Task NodeKilledWhilePublishingLeavesTheOldWholeAsync()
    {
        await one.Http.PostAsync("/api/die-at/30", null);
        await two.TickAsync(30);
        await one.DiedAsync();

        await two.ShowsAsync(30);
        Assert.Single(one.ShownInFiles().Distinct(), number => number <= 20);
        await Eventually.TrueAsync(async () => two.ShownInFiles().All(number => number == 30));
    }

    private async Task ChangeWhoseNodeDiesBeforeTellingIsSeenAsync()
    {
        await one.StartAsync();
        await one.ShowsAsync(30);

        await Assert.ThrowsAsync<HttpRequestException>(() => two.Http.PostAsync("/api/tick/41?die=true", null));
        var since = Stopwatch.GetTimestamp();
        await one.ShowsAsync(41);
        output.WriteLine($"Seen without being told after {Stopwatch.GetElapsedTime(since).TotalMilliseconds:0} ms.");
    }

    private async Task PagesOutliveTheDatabaseAsync()
    {
        // Not a page whose views are counted below.
        const string page = "/zh-Hant", says = "未能更新";
        var fresh = await one.Http.GetAsync(page);
        wire.Cut();
        await Eventually.TrueAsync(async () => (await one.Http.GetAsync("/tick")).Headers.Age > TimeSpan.FromSeconds(1));
        await one.ShowsAsync(41);
        await Eventually.TrueAsync(async () => (await one.Http.GetStringAsync(page)).Contains(says, StringComparison.Ordinal));
        var old = await one.Http.GetAsync(page);
        Assert.NotEqual(fresh.Headers.ETag, old.Headers.ETag);
        Assert.True(old.Headers.CacheControl!.NoCache);

        wire.Mend();
        await Eventually.TrueAsync(async () => (await one.Http.PostAsync("/api/tick/50", null)).IsSuccessStatusCode);
        await one.ShowsAsync(50);
        Assert.Null((await one.Http.GetAsync("/tick")).Headers.Age);
        Assert.DoesNotContain(says, await one.Http.GetStringAsync(page), StringComparison.Ordinal);
    }

    private async Task EveryViewIsCountedAsync()
    {
        const int Readers = 8, Each = 125;
        var path = $"/en/services/{TickModule.Entry.Code}";
        Assert.NotNull((await one.Http.GetAsync(path)).Headers.ETag);
        await Parallel.ForEachAsync(Enumerable.Range(0, Readers), new ParallelOptions { MaxDegreeOfParallelism = Readers }, async (_, ct) =>
        {
            for (var i = 0; i < Each; i++)
            {
                await one.Http.GetAsync(path, ct);
            }
        });

        await one.StopAsync();
        Assert.Equal((Readers * Each) + 1, await CountedAsync());
    }

    private async Task<long> CountedAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(count), 0)::bigint FROM usage_hours WHERE service = 'tick' AND step = 'View'";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
