using OneStop.Platform.Search;

namespace OneStop.Platform.Tests.Search;

public sealed class TraditionalHanTests
{
    [Theory]
    [InlineData("八號東北烈風或暴風信號現正生效，風力會進一步增強。", "八号东北烈风或暴风信号现正生效，风力会进一步增强。")]
    [InlineData("天氣乾燥，氣溫約攝氏 15 度，預料颱風後驟雨。", "天气干燥，气温约摄氏 15 度，预料台风后骤雨。")]
    [InlineData("乾坤、瞭望、啟德、衞星、大嶼山裏", "乾坤、瞭望、启德、卫星、大屿山里")]
    [InlineData("「山泥傾瀉警告」", "“山泥倾泻警告”")]
    [InlineData("No. 8 𨋢 😀 {time}\n\n", "No. 8 䢂 😀 {time}\n\n")]
    [InlineData("", "")]
    public void Traditional_text_is_written_in_simplified_characters(string traditional, string simplified) =>
        Assert.Equal(simplified, TraditionalHan.ToSimplified(traditional));

    [Fact]
    public void Simplified_text_stays_as_it_is() => Assert.Equal("暴雨警告信号", TraditionalHan.ToSimplified("暴雨警告信号"));
}
