using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Json;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Tree;
using static OneStop.Registers.Tests.DogsModule;

namespace OneStop.Registers.Tests.Log;

public sealed class FeedsTests
{
    private const string Log = "/api/register-logs/dogs";

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Changes_come_page_by_page_and_none_twice(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        using var browser = app.Browse();
        await AppendAsync(app, 1, 7);

        var (seen, next) = (new List<string>(), "");
        for (var page = 0; page < 4; page++)
        {
            var answer = await browser.Http.GetFromJsonAsync<JsonObject>($"{Log}/changes?limit=3{next}");
            seen.AddRange(answer!["changes"]!.AsArray().Select(change => change!["entry"]!["key"]!.GetValue<string>()));
            next = $"&after={answer["next"]}";
        }

        await AppendAsync(app, 8, 1);
        var later = await browser.Http.GetFromJsonAsync<JsonObject>($"{Log}/changes?limit=3{next}");
        var entries = await browser.Http.GetFromJsonAsync<JsonObject>($"{Log}/entries?from=6&count=1");
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], seen);
        Assert.Equal(["8"], later!["changes"]!.AsArray().Select(change => change!["entry"]!["key"]!.GetValue<string>()));
        Assert.Equal("7", entries!["changes"]![0]!["entry"]!["key"]!.GetValue<string>());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_stream_tells_what_is_new_and_goes_on_where_it_was_broken_off(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        using var browser = app.Browse();
        await AppendAsync(app, 1, 3);

        var first = await ListenAsync(browser, "0", count: 2);
        var waiting = ListenAsync(browser, first[^1].EventId, count: 1);
        await AppendAsync(app, 4, 1);

        Assert.Equal([("1", "2"), ("2", "3")], first.Select(said => (said.EventId!, Key(said))));
        Assert.Equal([("3", "4")], (await waiting).Select(said => (said.EventId!, Key(said))));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_days_files_together_are_the_whole_log(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind, fakeTime: true);
        using var browser = app.Browse();
        var begun = HongKong.Today(app.Time!);
        await AppendAsync(app, 1, 5);
        app.Time!.Advance(TimeSpan.FromDays(1));
        await AppendAsync(app, 6, 2);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.SignAsync();

        var days = await browser.Http.GetFromJsonAsync<JsonObject>(Log + "/daily");
        var tree = new GrowingTree();
        var lines = new List<int>();
        for (var day = begun; day <= begun.AddDays(1); day = day.AddDays(1))
        {
            var read = await DayAsync(browser, day);
            read.ForEach(line => tree.Add(TreeHash.Leaf(System.Text.Encoding.UTF8.GetBytes(line)), (_, _) => { }));
            lines.Add(read.Count);
        }

        Assert.Equal([5, 2], lines);
        Assert.Equal(Checkpoint.Parse(SignedNote.Parse(await browser.Http.GetStringAsync(Log + "/checkpoint"))!.Body)!.Root, tree.Root());
        Assert.Equal(($"{begun:yyyy-MM-dd}", $"{begun.AddDays(1):yyyy-MM-dd}"), (days!["first"]!.GetValue<string>(), days["last"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"{Log}/daily/{begun.AddDays(2):yyyy-MM-dd}.ndjson.gz")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"{Log}/daily/{begun.AddDays(-1):yyyy-MM-dd}.ndjson.gz")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_day_is_asked_for_either_way(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        using var browser = app.Browse();
        await AppendAsync(app, 1, 1);

        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/registers/dogs/1?as-at=9999-12-31")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/api/registers/dogs/1?as-at=2001-01-01")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Http.GetAsync("/api/registers/dogs/1?as-at=yesterday")).StatusCode);
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind, bool fakeTime = false) => TestApp.StartAsync(kind, [new RegistersModule(), new DogsModule()], fakeTime: fakeTime);

    private static async Task AppendAsync(TestApp app, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().AppendAsync(Dog($"{i}", $"filing/{i}")));
        }

        await app.SignAsync();
    }

    private static string Key(SseItem<string> said) => JsonNode.Parse(said.Data)!["key"]!.GetValue<string>();

    private static async Task<List<SseItem<string>>> ListenAsync(Browser browser, string? after, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Log + "/changes/stream");
        request.Headers.Add("Last-Event-ID", after);
        using var answer = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var heard = new List<SseItem<string>>();
        await foreach (var said in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            if (said.EventType == "entry")
            {
                heard.Add(said);
            }

            if (heard.Count == count)
            {
                break;
            }
        }

        return heard;
    }

    private static async Task<List<string>> DayAsync(Browser browser, DateOnly day)
    {
        await using var gzip = new GZipStream(await browser.Http.GetStreamAsync($"{Log}/daily/{day:yyyy-MM-dd}.ndjson.gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var text = await reader.ReadToEndAsync();
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(line, CanonicalJson.Write(JsonNode.Parse(line))));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
