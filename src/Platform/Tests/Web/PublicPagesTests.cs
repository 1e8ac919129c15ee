using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Platform.Tests.Web;

public sealed class PublicPagesTests : IAsyncLifetime
{
    private readonly string id = Ids.New().ToString("N");
    private TestApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new PipelineTests.DoorModule()]);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Visitors_are_answered_from_the_kept_bytes_and_every_view_counts()
    {
        var browser = app.Browse();

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(id, (await browser.OpenAsync($"/en/kept/{id}")).Heading);
        }

        Assert.Equal(20, KeptPage.Views[id]);
        // Slow machines may see the two seconds pass.
        Assert.InRange(KeptPage.Runs[id], 1, 10);
    }

    [Fact]
    public async Task What_changed_shows_at_once()
    {
        var browser = app.Browse();
        await browser.OpenAsync($"/en/kept/{id}");

        app.Services.GetRequiredService<PublicPages>().Changed();
        await browser.OpenAsync($"/en/kept/{id}");

        Assert.Equal(2, KeptPage.Runs[id]);
    }

    [Fact]
    public async Task Somebody_signed_in_never_meets_them()
    {
        await app.Browse().OpenAsync($"/en/kept/{id}");

        await app.Browse(Ids.New()).OpenAsync($"/en/kept/{id}");

        Assert.Equal(2, KeptPage.Runs[id]);
    }

    [Fact]
    public async Task Each_language_query_and_failure_is_its_own()
    {
        var browser = app.Browse();

        await browser.OpenAsync($"/en/kept/{id}");
        await browser.OpenAsync($"/zh-Hant/kept/{id}");
        await browser.OpenAsync($"/en/kept/{id}?q=1");

        Assert.Equal(3, KeptPage.Runs[id]);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/kept/none-{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/kept/none-{id}")).Status);
        Assert.Equal(2, KeptPage.Runs[$"none-{id}"]);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task They_come_compressed_with_a_tag_that_spares_the_second_time(string accepted, string? encoding)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = app.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", accepted);

        var first = await http.GetAsync($"/en/kept/{id}");
        var second = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/en/kept/{id}") { Headers = { IfNoneMatch = { first.Headers.ETag! } } });
        var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/en/kept/{id}"));

        Assert.Equal(encoding, first.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Contains("Cookie", first.Headers.Vary);
        Assert.True(first.Headers.Contains("Content-Security-Policy"));
    }
}
