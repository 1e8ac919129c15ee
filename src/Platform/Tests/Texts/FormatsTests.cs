using OneStop.Platform.Texts;

namespace OneStop.Platform.Tests.Texts;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(172000, "HK$1,720")]
    [InlineData(550, "HK$5.50")]
    [InlineData(0, "HK$0")]
    [InlineData(-26500, "−HK$265")]
    [InlineData(123456789012, "HK$1,234,567,890.12")]
    public void Money_is_written_as_prices_are_in_Hong_Kong(long cents, string written) => Assert.Equal(written, new Money(cents).ToString());

    [Fact]
    public void Different_currencies_do_not_add_up() => Assert.Throws<InvalidOperationException>(() => new Money(1) + new Money(1, "USD"));

    [Fact]
    public void Days_and_moments_are_written_in_the_language_and_in_Hong_Kong_time()
    {
        var instant = new DateTimeOffset(2026, 11, 24, 17, 5, 0, TimeSpan.Zero);

        Assert.Equal("25 November 2026, 01:05", Text.Moment(instant, Lang.English));
        Assert.Equal("2026年11月25日 01:05", Text.Moment(instant, Lang.Traditional));
        Assert.Equal("2026年11月25日", Text.Day(new DateOnly(2026, 11, 25), Lang.Simplified));
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("zh-hant", "zh-Hant")]
    [InlineData("ZH-HANS", "zh-Hans")]
    [InlineData("fr", null)]
    [InlineData(null, null)]
    public void Languages_are_found_by_their_code(string? code, string? found) => Assert.Equal(found, Lang.Find(code)?.Code);

    [Fact]
    public void An_argument_in_three_languages_shows_in_the_language_asked_for()
    {
        var text = new Text(new TextCatalogue([]));

        Assert.Equal("公司", text.In(Lang.Traditional, "{0}", new LocalizedText("company", "公司", "公司")));
        Assert.Equal("company", text.All("{0}", new LocalizedText("company", "公司", "公司")).En);
    }
}
