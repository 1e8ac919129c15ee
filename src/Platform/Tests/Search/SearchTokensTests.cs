using CsCheck;
using OneStop.Platform.Search;

namespace OneStop.Platform.Tests.Search;

public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("Golden Harbour", "golden harbour")]
    [InlineData("ＧＯＬＤＥＮ　１２３", "golden 123")]
    [InlineData("Café Münch", "cafe munch")]
    [InlineData("A.B.C. O'Brien-Smith & Co", "abc obrien smith co")]
    [InlineData("金龍貿易", "金龙 龙贸 贸易 易")]
    [InlineData("金龙贸易", "金龙 龙贸 贸易 易")]
    [InlineData("龍", "龙")]
    [InlineData("恆生HK恒生", "恒生 生 hk 恒生 生")]
    [InlineData("𠮷野家", "𠮷野 野家 家")]
    [InlineData("\0\u0001 …!?", "")]
    public void A_text_becomes_words_and_pairs_of_characters(string text, string tokens)
    {
        Assert.Equal(tokens, string.Join(' ', SearchTokens.Of(text)));
    }

    [Fact]
    public void Half_a_surrogate_pair_harms_nothing()
    {
        Assert.Equal(["ab", "cd"], SearchTokens.Of("ab\uD800 cd\uDC00"));
    }

    [Fact]
    public void Whatever_is_typed_tokens_hold_letters_and_digits_only()
    {
        Gen.Char.Array[0, 60].Sample(typed =>
            SearchTokens.Of(new string(typed)).All(token => token.Length > 0 && token.EnumerateRunes().All(rune => System.Text.Rune.IsLetterOrDigit(rune))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("龍")]
    [InlineData("!!!")]
    [InlineData("\" * ( )")]
    public void Too_little_to_look_for_makes_no_plan(string? typed)
    {
        Assert.Null(SearchPlan.Parse(typed));
    }
}
