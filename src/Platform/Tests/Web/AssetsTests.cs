using System.Net;
using System.Text.RegularExpressions;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Platform.Tests.Web;

public sealed partial class AssetsTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestApp.StartAsync(DatabaseKind.Sqlite, []);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task An_asset_comes_as_the_browser_takes_it_and_is_kept_for_good(string accepted, string? expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = app.Address };
        var page = await (await http.GetAsync("/en/error/404")).Content.ReadAsStringAsync();
        var address = StyleSheet().Match(page).Groups[1].Value;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", accepted);

        var answer = await http.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_asset_that_is_not_there_is_not_found()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/assets/app-000000000000.css")).StatusCode);
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex StyleSheet();
}
