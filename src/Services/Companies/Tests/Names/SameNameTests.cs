using CsCheck;
using OneStop.Companies.Names;

namespace OneStop.Companies.Tests.Names;

public sealed class SameNameTests
{
    [Theory]
    [InlineData("ABC Limited", "abc limited")]
    [InlineData("The ABC Limited", "ABC Limited")]
    [InlineData("ABC Company Limited", "ABC Limited")]
    [InlineData("ABC Co., Limited", "ABC and Company Limited")]
    [InlineData("ABC & Co. Ltd.", "ABC Public Limited Company")]
    [InlineData("A-B-C Limited", "a b c Limited")]
    [InlineData("A.B.C. Limited", "ABC Limited")]
    [InlineData("Café Zoë Limited", "Cafe Zoe Limited")]
    [InlineData("Salt & Pepper Limited", "Salt and Pepper Limited")]
    [InlineData("Salt&Pepper Limited", "Salt And Pepper Limited")]
    [InlineData("Hong Kong Tea Limited", "HK Tea Limited")]
    [InlineData("Hongkong Tea Limited", "H.K. Tea Limited")]
    [InlineData("Far East Tea Limited", "FE Tea Limited")]
    [InlineData("ＡＢＣ　Limited", "ABC Limited")]
    [InlineData("恆生有限公司", "恒生有限公司")]
    [InlineData("甲乙丙有限公司", "甲乙丙公眾有限公司")]
    [InlineData("高峯公司", "高峰有限公司")]
    [InlineData("滙豐 有限公司", "匯豐有限公司")]
    public void Names_that_differ_only_in_what_does_not_count_are_the_same(string one, string other)
    {
        Assert.Equal(SameName.Key(one), SameName.Key(other));
    }

    [Theory]
    [InlineData("ABC Limited", "ABD Limited")]
    [InlineData("The The Limited", "ABC Limited")]
    [InlineData("ABC Company Trading Limited", "ABC Trading Limited")]
    [InlineData("Theatre Limited", "Atre Limited")]
    [InlineData("HKT Limited", "Hong Kong T Limited")]
    [InlineData("恆生有限公司", "恆升有限公司")]
    [InlineData("公司仔有限公司", "仔有限公司")]
    public void Names_that_differ_in_anything_else_are_not(string one, string other)
    {
        Assert.NotEqual(SameName.Key(one), SameName.Key(other));
    }

    [Theory]
    [InlineData("The Golden Harbour Limited", "Golden Harbour Limited", "LeadingThe")]
    [InlineData("Golden Harbour Company Limited", "Golden Harbour Limited", "Ending")]
    [InlineData("Salt & Pepper Limited", "Salt and Pepper Limited", "And")]
    [InlineData("HK Tea Limited", "Hong Kong Tea Limited", "HongKong")]
    [InlineData("FE Tea Limited", "Far East Tea Limited", "FarEast")]
    [InlineData("恆生有限公司", "恒生有限公司", "Characters")]
    [InlineData("golden Limited", "Golden Limited", "LetterCase")]
    [InlineData("Café Limited", "Cafe Limited", "Accents")]
    [InlineData("Gold fish Limited", "Goldfish Limited", "Spaces")]
    [InlineData("The HK Tea & Rice Co., Limited", "Hong Kong Tea and Rice Limited", "LeadingThe Ending And HongKong")]
    [InlineData("ABC Limited", "ABC Limited", "")]
    public void The_rules_that_make_two_names_the_same_are_named(string one, string other, string rules)
    {
        Assert.Equal(rules, string.Join(' ', SameName.Explain(one, other).Where(rule => rule != Sameness.Punctuation || !rules.Contains("Ending", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("Golden Harbour Co., Limited", "Golden Harbour")]
    [InlineData("Golden Harbour (HK) Limited", "Golden Harbour (HK)")]
    [InlineData("金港有限公司", "金港")]
    [InlineData("Limited", "Limited")]
    [InlineData("有限公司", "")]
    [InlineData("The Company", "The")]
    public void Searching_sets_endings_aside(string name, string left)
    {
        Assert.Equal(left, SameName.WithoutEnding(name));
    }

    [Fact]
    public void A_key_is_its_own_key_and_no_text_breaks_it()
    {
        Gen.Char.Array[0, 50].Sample(symbols =>
        {
            var key = SameName.Key(new string(symbols));
            return !key.Contains(' ', StringComparison.Ordinal) || key.Length == 0;
        });
    }
}
