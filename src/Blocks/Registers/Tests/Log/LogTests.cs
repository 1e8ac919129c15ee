using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Json;
using OneStop.Registers.Contracts;
using OneStop.Registers.Entries;
using OneStop.Registers.Log;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Tree;
using static OneStop.Registers.Tests.DogsModule;

namespace OneStop.Registers.Tests.Log;

public sealed class SqliteLogTests() : LogTests(DatabaseKind.Sqlite);

public sealed class PostgresLogTests() : LogTests(DatabaseKind.Postgres);

public abstract class LogTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Log = "/api/register-logs/dogs";
    private TestApp app = null!;
    private Browser browser = null!;

    private HttpClient Http => browser.Http;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(kind, [new RegistersModule(), new DogsModule()], new() { ["PublicUrl"] = "https://gov.example/" });
        browser = app.Browse();
    }

    public async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_entry_is_proved_by_what_the_API_answers_and_nothing_else()
    {
        await LoadAsync(1, 300);
        await AppendAsync(Dog("0000007", "filing/1", "Renamed \"Ünï\" \u2028"));
        await app.SignAsync();

        var entry = await Http.GetFromJsonAsync<JsonObject>("/api/registers/dogs/0000007");
        var bundle = await Http.GetFromJsonAsync<JsonObject>("/api/registers/dogs/0000007/2/proof");
        var keys = (await Http.GetStringAsync(Log + "/keys")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var leaf = TreeHash.Leaf(Encoding.UTF8.GetBytes(CanonicalJson.Write(entry)));
        var head = Head(bundle!["checkpoint"]!.GetValue<string>(), keys);
        Assert.Equal(CanonicalJson.Write(entry), CanonicalJson.Write(bundle["entry"]));
        Assert.Equal((300, 301), (bundle["leafIndex"]!.GetValue<long>(), bundle["treeSize"]!.GetValue<long>()));
        Assert.Equal("gov.example/api/register-logs/dogs", head.Origin);
        Assert.Equal(head.Root, Proof.RootOf(leaf, 300, 301, Hashes(bundle["path"])));
        Assert.Equal(keys, bundle["keys"]!.AsArray().Select(key => key!.GetValue<string>()));
    }

    [Fact]
    public async Task The_whole_tree_can_be_built_again_from_its_tiles_and_from_its_entries()
    {
        await LoadAsync(1, 600);
        await app.SignAsync();
        var head = Head(await Http.GetStringAsync(Log + "/checkpoint"), (await Http.GetStringAsync(Log + "/keys")).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var (hashed, read) = (new GrowingTree(), new GrowingTree());
        foreach (var tile in (string[])["000", "001", "002.p/88"])
        {
            foreach (var hash in (await Http.GetByteArrayAsync($"{Log}/tile/0/{tile}")).Chunk(TreeHash.Size))
            {
                hashed.Add(hash, (_, _) => { });
            }

            var entries = await Http.GetByteArrayAsync($"{Log}/tile/entries/{tile}");
            for (var at = 0; at < entries.Length;)
            {
                var length = (entries[at] << 8) | entries[at + 1];
                read.Add(TreeHash.Leaf(entries.AsSpan(at + 2, length)), (_, _) => { });
                at += 2 + length;
            }
        }

        Assert.Equal((600, 600, 600), (head.Size, hashed.Size, read.Size));
        Assert.Equal(head.Root, hashed.Root());
        Assert.Equal(head.Root, read.Root());
        Assert.Equal(2 * TreeHash.Size, (await Http.GetByteArrayAsync(Log + "/tile/1/000.p/2")).Length);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(Log + "/tile/1/000.p/3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(Log + "/tile/0/002")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(Log + "/tile/2/000.p/1")).StatusCode);
    }

    [Fact]
    public async Task Every_place_and_every_two_sizes_are_proved()
    {
        await LoadAsync(1, 259);
        await app.SignAsync();

        foreach (var (index, size) in new[] { (0, 1), (0, 259), (255, 256), (256, 259), (258, 259), (100, 200) })
        {
            var proof = await Http.GetFromJsonAsync<JsonObject>($"{Log}/inclusion?index={index}&size={size}");
            Assert.Equal(proof!["rootHash"]!.GetValue<string>(), Convert.ToBase64String(Proof.RootOf(Hash(proof["leafHash"]), index, size, Hashes(proof["path"]))!));
        }

        foreach (var (first, second) in new[] { (1, 259), (256, 259), (255, 257), (259, 259), (64, 128) })
        {
            var proof = await Http.GetFromJsonAsync<JsonObject>($"{Log}/consistency?first={first}&second={second}");
            Assert.True(Proof.IsConsistent(first, Hash(proof!["firstRoot"]), second, Hash(proof["secondRoot"]), Hashes(proof["path"])));
        }
    }

    [Fact]
    public async Task Heads_are_kept_and_each_begins_the_next()
    {
        for (var i = 1; i <= 4; i++)
        {
            await AppendAsync(Dog($"{i}", $"filing/{i}"));
            await app.SignAsync();
        }

        var answer = await Http.GetFromJsonAsync<JsonObject>(Log + "/heads?limit=3");
        var older = await Http.GetFromJsonAsync<JsonObject>($"{Log}/heads?before={answer!["next"]}");
        var sizes = answer["heads"]!.AsArray().Concat(older!["heads"]!.AsArray()).Select(head => head!["size"]!.GetValue<long>()).ToList();
        var proof = await Http.GetFromJsonAsync<JsonObject>(Log + "/consistency?first=2");

        Assert.Equal([4, 3, 2, 1], sizes.Distinct());
        Assert.Null(older["next"]);
        Assert.NotNull(proof!["firstCheckpoint"]);
        Assert.Equal(await Http.GetStringAsync(Log + "/checkpoint"), proof["secondCheckpoint"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_writers_at_once_each_have_one_place_and_none_is_left_out()
    {
        const int writers = 8;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            for (var i = 0; i < 20; i++)
            {
                await AppendAsync(Dog($"{writer}-{i}", "filing/1"));
                if (i % 7 == 0)
                {
                    await app.InScopeAsync(scope => scope.GetRequiredService<Sequencer>().RunAsync(default));
                }
            }
        }));
        await app.SignAsync();

        var leaves = await app.InScopeAsync(scope => scope.GetRequiredService<RegistersDb>().Leaves.OrderBy(leaf => leaf.Position).ToListAsync());
        Assert.Equal(Enumerable.Range(0, writers * 20).Select(i => (long)i), leaves.Select(leaf => leaf.Position));
        Assert.Equal(writers * 20, leaves.Select(leaf => leaf.Key).Distinct().Count());
        Assert.Equal(0, await app.InScopeAsync(scope => scope.GetRequiredService<RegistersDb>().Waiting.CountAsync()));
    }

    [Fact]
    public async Task A_sequencer_that_dies_amid_a_batch_leaves_nothing_and_the_next_one_goes_on()
    {
        await LoadAsync(1, 10);
        await app.SignAsync();
        var entry = StoredEntry.From(Dog("20", "filing/20"), 1, DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync<bool>(async write =>
        {
            var db = write.Get<RegistersDb>();
            await RegisterLogs.AppendAsync(db, await write.Get<RegisterLogs>().OpenAsync(write, Register, default), [entry], default);
            throw new InvalidOperationException("the power went");
        }));
        await AppendAsync(Dog("11", "filing/11"));
        await app.SignAsync();

        var head = await Http.GetFromJsonAsync<JsonObject>(Log + "/inclusion?index=10");
        Assert.Equal(11, head!["treeSize"]!.GetValue<long>());
        Assert.Equal("11", (await app.InScopeAsync(scope => scope.GetRequiredService<RegistersDb>().Leaves.SingleAsync(leaf => leaf.Position == 10))).Key);
    }

    [Fact]
    public async Task Nothing_is_signed_that_contradicts_what_was_signed()
    {
        await LoadAsync(1, 5);
        await app.SignAsync();
        await app.WriteAsync(write => write.Get<RegistersDb>().Tiles.ExecuteUpdateAsync(set => set.SetProperty(tile => tile.Hashes, new byte[5 * TreeHash.Size])));

        var refused = await Assert.ThrowsAsync<LogContradictedException>(app.SignAsync);

        Assert.Contains("onestop verify --register dogs", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/inclusion", "index", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/inclusion?index=3", "index", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/inclusion?index=-1", "index", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/inclusion?index=0&size=4", "size", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/inclusion?index=0&size=0", "size", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/inclusion?index=99999999999999999999", "index", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/consistency?first=0", "first", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/consistency?first=3&second=2", "first", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/consistency?first=x&second=9", "second", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/heads?limit=101", "limit", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/heads?before=x", "before", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/entries?count=501", "count", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/changes?after=-2", "after", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/changes?after=9223372036854775807", "after", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/changes/stream?after=3", "after", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/tile/9/000", null, HttpStatusCode.NotFound)]
    [InlineData("/tile/0", null, HttpStatusCode.NotFound)]
    [InlineData("/tile/0/000", null, HttpStatusCode.NotFound)]
    [InlineData("/tile/entries/x999/x999/x999/999", null, HttpStatusCode.NotFound)]
    [InlineData("/daily/today", null, HttpStatusCode.UnprocessableEntity)]
    [InlineData("/daily/2020-01-01.ndjson.gz", null, HttpStatusCode.NotFound)]
    [InlineData("/daily/9999-12-31.ndjson.gz", null, HttpStatusCode.NotFound)]
    [InlineData("/daily/0001-01-01.ndjson.gz", null, HttpStatusCode.NotFound)]
    public async Task What_cannot_be_asked_is_refused_with_the_cure(string path, string? field, HttpStatusCode status)
    {
        await LoadAsync(1, 3);
        await app.SignAsync();
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-Hant");

        var answer = await Http.GetAsync(Log + path);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>();

        Assert.Equal(status, answer.StatusCode);
        var said = field is null ? problem!["detail"]!.GetValue<string>() : problem!["errors"]!.AsArray().Single(error => error!["path"]!.GetValue<string>() == field)!["message"]!.GetValue<string>();
        Assert.Contains(said, symbol => symbol is >= '一' and <= '鿿');
    }

    [Theory]
    [InlineData("/api/register-logs/cats/checkpoint")]
    [InlineData("/api/register-logs/cats/keys")]
    [InlineData("/api/register-logs/cats/tile/0/000")]
    [InlineData("/api/register-logs/cats/heads")]
    [InlineData("/api/register-logs/cats/inclusion?index=0")]
    [InlineData("/api/register-logs/cats/consistency?first=1")]
    [InlineData("/api/register-logs/cats/changes")]
    [InlineData("/api/register-logs/cats/changes/stream")]
    [InlineData("/api/register-logs/cats/entries")]
    [InlineData("/api/register-logs/cats/daily")]
    [InlineData("/api/register-logs/cats/daily/2026-01-01.ndjson.gz")]
    [InlineData("/api/registers/cats/1/1/proof")]
    [InlineData("/api/registers/dogs/1/2/proof")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(path)).StatusCode);

    private Task LoadAsync(int from, int count) => app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>()
        .LoadAsync(Enumerable.Range(from, count).ToAsyncEnumerable().Select(i => Dog($"{i:D7}", "load"))));

    private Task<Entry> AppendAsync(NewEntry entry) => app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().AppendAsync(entry));

    private static Checkpoint Head(string note, IEnumerable<string> keys)
    {
        var signed = SignedNote.Parse(note)!;
        Assert.True(signed.Check([.. keys.Select(key => VerifierKey.Parse(key)!)]).IsSigned);
        return Checkpoint.Parse(signed.Body)!;
    }

    private static byte[] Hash(JsonNode? text) => Convert.FromBase64String(text!.GetValue<string>());

    private static List<byte[]> Hashes(JsonNode? texts) => [.. texts!.AsArray().Select(Hash)];
}

internal static class Signing
{
    /// <summary>Sequences and signs now, without waiting for the loop.</summary>
    internal static Task SignAsync(this TestApp app) => app.InScopeAsync(async scope =>
    {
        var sequencer = scope.GetRequiredService<Sequencer>();
        await sequencer.RunAsync(default);
        await sequencer.SignAllAsync(default);
    });
}
