using OneStop.Companies.Names;

namespace OneStop.Companies.Tests.Names;

public sealed class NameFormTests
{
    [Theory]
    [InlineData("Golden Harbour Limited", null, "")]
    [InlineData(null, "金港有限公司", "")]
    [InlineData("Golden Harbour Limited", "金港有限公司", "")]
    [InlineData("GOLDEN HARBOUR LIMITED", "皇后大道有限公司", "")]
    [InlineData("Salt & Pepper (1997) Limited", "后里台有限公司", "")]
    [InlineData(null, null, "name/english name.missing")]
    [InlineData(" ", "", "name/english name.missing")]
    [InlineData("Golden Harbour", null, "name/english name.english-ending")]
    [InlineData("Golden Harbour Ltd", null, "name/english name.english-ending")]
    [InlineData("Limited", null, "name/english name.only-ending")]
    [InlineData("& Limited", null, "name/english name.only-ending")]
    [InlineData("Golden 金 Limited", null, "name/english name.mixed-scripts")]
    [InlineData("Золото Limited", null, "name/english name.characters")]
    [InlineData("Golden\u0000 Limited", null, "name/english name.characters")]
    [InlineData("Golden\uD800 Limited", null, "name/english name.characters")]
    [InlineData(null, "金港公司", "name/chinese name.chinese-ending")]
    [InlineData(null, "有限公司", "name/chinese name.only-ending")]
    [InlineData(null, "金港ABC有限公司", "name/chinese name.mixed-scripts")]
    [InlineData(null, "金龙有限公司", "name/chinese name.simplified")]
    [InlineData(null, "金龍\uE000有限公司", "name/chinese name.characters")]
    [InlineData("Golden", "金龙", "name/english name.english-ending; name/chinese name.simplified; name/chinese name.chinese-ending")]
    public void A_name_is_written_as_the_law_asks(string? english, string? chinese, string problems)
    {
        Assert.Equal(problems, string.Join("; ", NameForm.Check(english, chinese).Select(problem => $"{problem.Path} {problem.Code}")));
    }

    [Fact]
    public void A_simplified_name_is_answered_with_the_traditional_one()
    {
        var problem = Assert.Single(NameForm.Check(null, "金龙贸易有限公司"));

        Assert.Equal("金龍貿易有限公司", problem.Args[0]);
    }

    [Fact]
    public void A_name_longer_than_the_limit_is_told_the_limit()
    {
        var problem = Assert.Single(NameForm.Check(new string('a', 200) + " Limited", null));

        Assert.Equal(("name.too-long", (object)160), (problem.Code, problem.Args[0]));
    }

    [Theory]
    [InlineData("Hong Kong Trust Limited", null, "2026-11-25", "trust")]
    [InlineData("Trusty Limited", null, "2026-11-25", "")]
    [InlineData("Bureau (Asia) Limited", null, "2026-11-25", "bureau")]
    [InlineData("Municipal Works Limited", null, "2013-01-01", "municipal")]
    [InlineData("Municipal Works Limited", null, "2026-11-25", "")]
    [InlineData(null, "香港商會有限公司", "2026-11-25", "商會")]
    [InlineData(null, "政府服務有限公司", "2026-11-25", "政府")]
    public void Words_on_the_lists_of_the_day_need_approval(string? english, string? chinese, string day, string words)
    {
        var found = NameApproval.Find(english, chinese, DateOnly.ParseExact(day, "yyyy-MM-dd"));

        Assert.Equal(words, string.Join(' ', found.Select(word => word.Word)));
    }
}
