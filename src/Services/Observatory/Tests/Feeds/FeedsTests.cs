using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Feeds;

public sealed class FeedsTests(InterfaceApps apps)
{
    [Theory]
    [InlineData("en", "warnings", 5, "Red Rainstorm Warning Signal updated")]
    [InlineData("zh-Hant", "warnings", 5, "紅色暴雨警告信號更新")]
    [InlineData("zh-Hans", "warnings", 5, "红色暴雨警告信号更新")]
    [InlineData("en", "forecast", 1, "Weather forecast for this afternoon and tonight")]
    [InlineData("zh-Hant", "nine-days", 2, "2026年11月26日")]
    public async Task A_feed_is_read_by_readers_of_both_forms(string lang, string name, int count, string title)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var atom = await ReadAsync($"/weather/feeds/{lang}/{name}.atom");
        var rss = await ReadAsync($"/weather/feeds/{lang}/{name}.rss");

        Assert.Equal((count, count), (atom.Items.Count(), rss.Items.Count()));
        Assert.Contains(title, atom.Items.Select(item => item.Title.Text));
        Assert.Contains(title, rss.Items.Select(item => item.Title.Text));
        Assert.Equal(atom.Items.Select(item => item.Id), rss.Items.Select(item => item.Id));
        Assert.All(atom.Items, item => Assert.Equal(TimeSpan.FromHours(8), item.LastUpdatedTime.Offset));

        async Task<SyndicationFeed> ReadAsync(string address)
        {
            using var xml = XmlReader.Create(new StringReader(await browser.Http.GetStringAsync(address)));
            return SyndicationFeed.Load(xml);
        }
    }

    [Theory]
    [InlineData("fr/warnings.rss")]
    [InlineData("en/warnings.xml")]
    [InlineData("en/secrets.rss")]
    [InlineData("en/warnings")]
    [InlineData("EN/warnings.rss")]
    public async Task A_feed_that_nobody_writes_is_not_there(string path)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/weather/feeds/" + path)).StatusCode);
    }
}
