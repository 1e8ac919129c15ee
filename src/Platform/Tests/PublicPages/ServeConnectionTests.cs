using System.Net.Sockets;
using System.Text;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Platform.Tests.PublicPages;

/// <summary>What is answered on the connection itself, seen on the wire.</summary>
public sealed class ServeConnectionTests(ServeConnectionTests.App app) : IClassFixture<ServeConnectionTests.App>
{
    private const string Plain = "GET /board/list.csv HTTP/1.1\r\nHost: a\r\n";

    // A field that the connection leaves to Kestrel and the app ignores.
    private const string ForTheApp = "Range: all\r\n";

    public sealed class App() : BoardApp(DatabaseKind.Sqlite);

    [Theory]
    [InlineData("/en/board", "")]
    [InlineData("/en/board", "Accept-Encoding: gzip, deflate, br, zstd\r\nCookie: other=1\r\n")]
    [InlineData("/zh-Hant/board", "Accept-Encoding: gzip;q=0.5, identity\r\n")]
    [InlineData("/board/list.csv", "Accept-Encoding: br\r\n")]
    [InlineData("/board/data.php?lang=tc&dataType=all", "Accept-Encoding: br\r\n")]
    [InlineData("/board/data.php?lang=tc&dataType=all", "If-None-Match: \"other\", *\r\n")]
    [InlineData("/board/large.bin", "")]
    public async Task Says_what_the_app_says(string target, string fields)
    {
        await Eventually.TrueAsync(() => app.IsPublishedAsync(target));
        var (ahead, served) = (await AskAsync($"GET {target} HTTP/1.1\r\nHost: a\r\n{fields}\r\n", 1), await AskAsync($"GET {target} HTTP/1.1\r\nHost: a\r\n{ForTheApp}{fields}\r\n", 1));

        Assert.Equal(served[0].Status, ahead[0].Status);
        Assert.Equal(served[0].Fields, ahead[0].Fields);
        Assert.Equal(served[0].Body, ahead[0].Body);
    }

    [Theory]
    [InlineData("GET /board/list.csv HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /board/list.csv HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /board/list.csv HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n", 400)]
    [InlineData("GET /board/list.csv HTTP/1.1\r\nHost: a\r\nExpect: nothing\r\n\r\n", 200)]
    [InlineData("GET /board/list.csv HTTP/1.0\r\n\r\n", 200)]
    [InlineData("GET /board/%6cist.csv HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("GET /board/./list.csv HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("GET /board/nothing HTTP/1.1\r\nHost: a\r\n\r\n", 302)]
    [InlineData("DELETE /board/list.csv HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
    public async Task Leaves_the_rest_to_Kestrel(string request, int status)
    {
        Assert.Equal(status, (await AskAsync(request, 1))[0].Status);
    }

    [Fact]
    public async Task Answers_in_order_whatever_comes_together()
    {
        var answers = await AskAsync($"{Plain}\r\n{Plain}If-None-Match: *\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n{Plain}\r\n", 4);

        Assert.Equal([200, 304, 200, 200], answers.Select(answer => answer.Status));
        Assert.Equal(answers[0].Body, answers[3].Body);
        Assert.NotEqual(answers[0].Body, answers[2].Body);
    }

    [Fact]
    public async Task Takes_no_body_for_a_request()
    {
        var answers = await AskAsync($"{Plain}Content-Length: {Plain.Length + 2}\r\n\r\n{Plain}\r\nGET /board/nothing HTTP/1.1\r\nHost: a\r\n\r\n", 2);

        Assert.Equal([200, 302], answers.Select(answer => answer.Status));
    }

    [Fact]
    public async Task Waits_for_a_request_that_comes_in_pieces()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        foreach (var piece in (string[])["GE", "T /board/list.csv HTTP/1.1\r\nHo", "st: a\r\n\r", "\n"])
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece));
            await stream.FlushAsync();
            await Task.Delay(20);
        }

        Assert.Equal(200, (await ReadAsync(stream)).Status);
    }

    [Fact]
    public async Task Counts_each_view_once()
    {
        var (before, served) = (app.Board.Views, app.Pages.Served.Total);

        await AskAsync("GET /en/board HTTP/1.1\r\nHost: a\r\n\r\n", 1);
        await AskAsync($"GET /en/board HTTP/1.1\r\nHost: a\r\n{ForTheApp}\r\n", 1);
        await AskAsync("HEAD /en/board HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 0);

        Assert.Equal((2, 3), (app.Board.Views - before, app.Pages.Served.Total - served));
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(app.App.Address.Host, app.App.Address.Port);
        return client;
    }

    /// <summary>Sends it in one piece and reads so many answers; none: to the end.</summary>
    private async Task<IReadOnlyList<Answered>> AskAsync(string requests, int answers)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(requests));
        if (answers == 0)
        {
            await stream.CopyToAsync(Stream.Null);
        }

        List<Answered> read = [];
        while (read.Count < answers)
        {
            read.Add(await ReadAsync(stream));
        }

        return read;
    }

    private static async Task<Answered> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var fields = lines.Skip(1).Where(line => !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var status = int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        var length = fields.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.Ordinal))?[16..];
        var body = new byte[length is null ? 0 : int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        if (fields.Contains("Transfer-Encoding: chunked"))
        {
            body = await ReadChunksAsync(stream);
        }

        return new Answered(status, fields, body);
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream)
    {
        var all = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. all.TakeLast(5)]).Equals("0\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            all.Add(one[0]);
        }

        return [.. all];
    }

    private sealed record Answered(int Status, IReadOnlyList<string> Fields, byte[] Body);
}
