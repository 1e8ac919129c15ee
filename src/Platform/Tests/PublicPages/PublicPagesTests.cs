using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Tests.PublicPages;

public sealed class PublicPagesOnSqlite(PublicPagesOnSqlite.App app) : PublicPagesTests(app), IClassFixture<PublicPagesOnSqlite.App>
{
    public sealed class App() : BoardApp(DatabaseKind.Sqlite);
}

public sealed class PublicPagesOnPostgres(PublicPagesOnPostgres.App app) : PublicPagesTests(app), IClassFixture<PublicPagesOnPostgres.App>
{
    public sealed class App() : BoardApp(DatabaseKind.Postgres);
}

public abstract class BoardApp(DatabaseKind kind) : IAsyncLifetime
{
    private static int last;

    public TestApp App { get; private set; } = null!;

    internal BoardModule Board { get; } = new();

    /// <summary>As it comes over the wire, without cookies.</summary>
    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (kind == DatabaseKind.Postgres && !TestDatabase.HasPostgres)
        {
            return;
        }

        App = await TestApp.StartAsync(kind, [Board], new() { ["PublicPages"] = "true" });
        Http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = App.Address };
        await Eventually.TrueAsync(async () => await IsPublishedAsync("/board/list.csv"));
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await (App?.DisposeAsync() ?? default);
    }

    /// <summary>Only what was published has an entity tag here.</summary>
    internal async Task<bool> IsPublishedAsync(string address) => (await Http.GetAsync(address)).Headers.ETag is not null;

    /// <summary>Puts up a notice; answers its number and words that nothing else has.</summary>
    internal async Task<(int Id, string Words)> PutUpAsync()
    {
        var (id, words) = (Interlocked.Increment(ref last), $"{Ids.New():N}");
        await App.WriteAsync(async write => write.Get<BoardDb>().Notices.Add(new Notice { Id = id, Words = words }));
        return (id, words);
    }

    internal Task ShowsAsync(string address, string words) => Eventually.TrueAsync(async () => (await Http.GetStringAsync(address)).Contains(words, StringComparison.Ordinal));
}

public abstract class PublicPagesTests
{
    private readonly BoardApp board;

    protected PublicPagesTests(BoardApp board)
    {
        Assert.SkipWhen(board.App is null, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        this.board = board;
    }

    [Fact]
    public async Task What_a_write_changes_is_published_anew_in_every_form()
    {
        var (_, words) = await board.PutUpAsync();

        foreach (var address in (string[])["/en/board", "/zh-Hant/board", "/zh-Hans/board", "/board/list.csv", "/board/data.php?dataType=all"])
        {
            await board.ShowsAsync(address, words);
            Assert.True(await board.IsPublishedAsync(address));
        }
    }

    [Fact]
    public async Task Changes_past_the_change_tracker_are_seen_too()
    {
        var (id, words) = await board.PutUpAsync();
        await board.ShowsAsync("/board/list.csv", words);

        await board.App.WriteAsync(write => write.Get<BoardDb>().Notices.Where(notice => notice.Id == id).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.Words, words + "-updated")));
        await board.ShowsAsync("/board/list.csv", words + "-updated");
        await board.App.WriteAsync(write => write.Get<BoardDb>().Database.ExecuteSqlAsync($"UPDATE board_notices SET words = {words + "-by-SQL"} WHERE id = {id}"));
        await board.ShowsAsync("/board/list.csv", words + "-by-SQL");
        await board.App.WriteAsync(async write =>
        {
            await write.Get<BoardDb>().InsertManyAsync([new Notice { Id = id + 1_000_000, Words = words + "-in-bulk" }]);
            return true;
        });
        await board.ShowsAsync("/board/list.csv", words + "-in-bulk");
    }

    [Fact]
    public async Task All_forms_become_visible_at_once()
    {
        using var end = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var seen = 0;
            while (!end.IsCancellationRequested)
            {
                // Read in this order, a later form can be newer, never older.
                var first = (await board.Http.GetStringAsync("/board/list.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
                var second = (await board.Http.GetStringAsync("/en/board")).Split("<li>").Length - 1;
                Assert.True(second >= first, $"{second} notices on the page after {first} in the list");
                seen++;
            }

            return seen;
        });

        for (var i = 0; i < 20; i++)
        {
            await board.PutUpAsync();
        }

        var (_, words) = await board.PutUpAsync();
        await board.ShowsAsync("/board/list.csv", words);
        await end.CancelAsync();
        Assert.NotEqual(0, await reading);
    }

    [Fact]
    public async Task A_failure_leaves_the_last_edition_whole_and_is_tried_again()
    {
        var (_, settled) = await board.PutUpAsync();
        await board.ShowsAsync("/board/list.csv", settled);
        board.Board.Fails = true;
        var (_, words) = await board.PutUpAsync();

        await Eventually.TrueAsync(async () => board.Publisher.Failing == 2);
        var (list, page) = (await board.Http.GetStringAsync("/board/list.csv"), await board.Http.GetStringAsync("/en/board"));
        board.Board.Fails = false;

        Assert.Contains(settled, list, StringComparison.Ordinal);
        Assert.DoesNotContain(words, list, StringComparison.Ordinal);
        Assert.DoesNotContain(words, page, StringComparison.Ordinal);
        await board.ShowsAsync("/board/list.csv", words);
    }

    [Fact]
    public async Task What_reads_data_that_it_does_not_name_is_not_published()
    {
        Assert.Equal("0", await board.Http.GetStringAsync("/board/forgetful"));
        Assert.False(await board.IsPublishedAsync("/board/forgetful"));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("BR", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData("zstd", null)]
    public async Task It_comes_compressed_as_the_browser_takes_it_with_a_tag_of_its_own(string accepted, string? encoding)
    {
        var answer = await board.SendAsync("/en/board", ("Accept-Encoding", accepted));

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.False(answer.Headers.ETag!.IsWeak);
        Assert.Equal(encoding switch { null => false, _ => true }, answer.Headers.ETag.Tag.Contains('-', StringComparison.Ordinal));
        Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(["Accept-Encoding", "Cookie"], answer.Headers.Vary);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("W/{0}")]
    public async Task Who_has_it_is_told_so(string known)
    {
        var first = await board.SendAsync("/board/data.php?dataType=all", ("Accept-Encoding", "br"));

        var second = await board.SendAsync("/board/data.php?dataType=all", ("Accept-Encoding", "gzip"), ("If-None-Match", known.Replace("{0}", first.Headers.ETag!.Tag, StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.CacheControl, second.Headers.CacheControl);
    }

    [Fact]
    public async Task Another_tag_gets_the_whole()
    {
        Assert.Equal(HttpStatusCode.OK, (await board.SendAsync("/board/data.php?dataType=all", ("If-None-Match", "\"0123456789abcdef0123456789abcdef\", \"\", nonsense"))).StatusCode);
    }

    [Theory]
    [InlineData("bytes=0-9", 206, "bytes 0-9/3145728", 10)]
    [InlineData("bytes=3145720-", 206, "bytes 3145720-3145727/3145728", 8)]
    [InlineData("bytes=-5", 206, "bytes 3145723-3145727/3145728", 5)]
    [InlineData("bytes=3145728-", 416, "bytes */3145728", 0)]
    [InlineData("bytes=0-9,20-29", 200, null, BoardPublication.LargeSize)]
    [InlineData("lines=1-2", 200, null, BoardPublication.LargeSize)]
    [InlineData("bytes=5-2", 200, null, BoardPublication.LargeSize)]
    public async Task Large_files_come_in_parts(string range, int status, string? part, int length)
    {
        var answer = await board.SendAsync("/board/large.bin", ("Range", range));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(part, answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(length, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_and_is_no_view()
    {
        var before = board.Board.Views;

        var head = await board.HeadAsync("/board/large.bin");

        Assert.Equal(BoardPublication.LargeSize, head.Content.Headers.ContentLength);
        Assert.Contains("bytes", head.Headers.AcceptRanges);
        Assert.Equal(before, board.Board.Views);
    }

    [Theory]
    [InlineData("/board/forgetful", HttpStatusCode.OK)]
    [InlineData("/en/board?x=1", HttpStatusCode.OK)]
    [InlineData("/board/7000001", HttpStatusCode.NotFound)]
    [InlineData("/board/not-there", HttpStatusCode.NotFound)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    public async Task What_is_not_published_answers_HEAD_too(string address, HttpStatusCode expected)
    {
        var (get, head) = (await board.Http.GetAsync(address), await board.HeadAsync(address));

        Assert.Equal((expected, expected), (get.StatusCode, head.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType?.ToString(), head.Content.Headers.ContentType?.ToString());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        // The connection is whole: the next answer on it is the next one's.
        Assert.Equal(HttpStatusCode.OK, (await board.Http.GetAsync("/board/list.csv")).StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_rendered_once_and_not_kept()
    {
        const int id = 6_000_001;

        var answer = await board.Http.GetAsync($"/board/{id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, board.Board.Renderings[id]);
        Assert.Null(board.Pages.Kept.Find($"/board/{id}"));
    }

    [Theory]
    [InlineData("dataType=all&lang=tc", true)]
    [InlineData("lang=tc&dataType=all", true)]
    [InlineData("dataType=all&lang=xx", false)]
    [InlineData("dataType=all&lang=tc&lang=tc", false)]
    [InlineData("dataType=all&lang=tc&x=1", false)]
    [InlineData("", false)]
    [InlineData("&&&&&&&&&&&&&&&&&&&&", false)]
    public async Task Only_the_queries_it_names_are_answered(string query, bool published)
    {
        var answer = await board.Http.GetAsync($"/board/data.php?{query}");

        Assert.Equal(published ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(published ? ["*"] : [], answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins : []);
    }

    [Fact]
    public async Task Made_up_queries_and_addresses_leave_nothing_in_memory()
    {
        var (entries, kept) = (board.Pages.Epoch.Entries, board.Pages.Kept.Count);

        for (var i = 0; i < 200; i++)
        {
            await board.Http.GetAsync($"/board/data.php?dataType={i}");
            await board.Http.GetAsync($"/en/board?x={i}");
            await board.Http.GetAsync($"/board/{5_000_000 + i}");
        }

        Assert.Equal((entries, kept), (board.Pages.Epoch.Entries, board.Pages.Kept.Count));
    }

    [Fact]
    public async Task Who_is_signed_in_is_shown_pages_by_the_app_and_data_from_memory()
    {
        using var browser = board.App.Browse(Ids.New());

        Assert.Null((await browser.Http.GetAsync("/en/board")).Headers.ETag);
        Assert.NotNull((await browser.Http.GetAsync("/board/list.csv")).Headers.ETag);
        Assert.NotNull((await board.SendAsync("/en/board", ("Cookie", "lang=en; other=1"))).Headers.ETag);
        Assert.Null((await board.SendAsync("/en/board", ("Authorization", "Bearer x"))).Headers.ETag);
    }

    [Fact]
    public async Task A_page_on_first_ask_is_rendered_once_until_its_own_data_change()
    {
        var (id, words) = await board.PutUpAsync();
        var (other, _) = await board.PutUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => board.Http.GetStringAsync($"/board/{id}")));
        Assert.Equal(1, board.Board.Renderings[id]);

        await board.App.WriteAsync(async write => (await write.Get<BoardDb>().Notices.SingleAsync(notice => notice.Id == other)).Words = "other words");
        await board.Http.GetStringAsync($"/board/{id}");
        Assert.Equal(1, board.Board.Renderings[id]);

        await board.App.WriteAsync(async write => (await write.Get<BoardDb>().Notices.SingleAsync(notice => notice.Id == id)).Words = words + "-changed");
        // At once: whoever changed it sees it with the next request.
        Assert.Contains(words + "-changed", await board.Http.GetStringAsync($"/board/{id}"), StringComparison.Ordinal);
        Assert.Equal(2, board.Board.Renderings[id]);
    }

    [Fact]
    public async Task Every_view_counts_however_many_read_at_once()
    {
        const int Readers = 16, Each = 100;
        var (before, served) = (board.Board.Views, board.Pages.Served.Total);

        await Parallel.ForEachAsync(Enumerable.Range(0, Readers), new ParallelOptions { MaxDegreeOfParallelism = Readers }, async (_, ct) =>
        {
            for (var i = 0; i < Each; i++)
            {
                await board.Http.GetAsync("/en/board", ct);
            }
        });

        Assert.Equal(Readers * Each, board.Board.Views - before);
        Assert.True(board.Pages.Served.Total - served >= Readers * Each);
    }
}

internal static class BoardRequests
{
    extension(BoardApp board)
    {
        internal Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return board.Http.SendAsync(request);
        }

        internal Task<HttpResponseMessage> HeadAsync(string address) => board.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

        internal PublishedPages Pages => board.App.Services.GetRequiredService<PublishedPages>();

        internal Publisher Publisher => board.App.Services.GetRequiredService<Publisher>();
    }
}
