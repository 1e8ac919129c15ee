using System.Text;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Tests.PublicPages;

/// <summary>A page that cannot be renewed says so to its readers.</summary>
public sealed class OldPageTests
{
    private const string Page = "<html lang=\"en\"><body><header class=\"site-header\">OneStop</header><main><header>Not this one</header></main></body></html>";

    [Fact]
    public void It_says_so_below_the_sites_header_and_its_words_are_no_markup()
    {
        var old = Encoding.UTF8.GetString(OldPage.With(Encoding.UTF8.GetBytes(Page), "資料 <5 分鐘前>"));

        Assert.Contains("OneStop</header><div class=\"govuk-width-container\"><div class=\"site-old\" role=\"status\"><p class=\"govuk-body\">資料 &lt;5 分鐘前&gt;</p></div></div><main>", old, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_a_header_is_left_as_it_is() => Assert.Equal("<p>1</p>", Encoding.UTF8.GetString(OldPage.With("<p>1</p>"u8.ToArray(), "old")));

    [Fact]
    public void Each_minute_has_its_own_bytes_and_tag_made_once_and_kept_by_nobody()
    {
        var said = 0;
        var entry = new Entry(new Content(Encoding.UTF8.GetBytes(Page), compress: true), "text/html", isPage: true, anyOrigin: false, TimeSpan.FromMinutes(1), long.MaxValue, DateTimeOffset.UnixEpoch, null);

        var first = entry.Aged(1, Say);
        var again = entry.Aged(1, Say);
        var later = entry.Aged(2, Say);

        Assert.Same(first, again);
        Assert.Equal(2, said);
        Assert.Equal(3, new[] { entry, first, later }.Select(one => one.Content.Hash).Distinct().Count());
        Assert.Equal("no-cache", later.CacheControl(0));

        string Say() => $"{++said} minutes old";
    }
}
