using OneStop.Platform.Texts;

namespace OneStop.Platform.Tests.Texts;

public sealed class LawsTests
{
    [Theory]
    [InlineData("Cap. 622 s.85", "第622章第85條", "第622章第85条")]
    [InlineData("Cap. 622 s.100(1)(a)", "第622章第100(1)(a)條", "第622章第100(1)(a)条")]
    [InlineData("Cap. 622 Sch. 2", "第622章附表2", "第622章附表2")]
    [InlineData("Cap. 622 s.100(2)(b), Cap. 622A", "第622章第100(2)(b)條、第622A章", "第622章第100(2)(b)条、第622A章")]
    [InlineData("Guideline on Registration of Company Names, para. 3", "《公司名稱註冊指引》第3段", "《公司名称注册指引》第3段")]
    [InlineData("A circular", "A circular", "A circular")]
    public void A_rule_is_cited_as_each_language_cites_it(string rule, string traditional, string simplified)
    {
        var cited = Laws.Cited(rule);

        Assert.Equal((rule, traditional, simplified), (cited.In(Lang.English), cited.In(Lang.Traditional), cited.In(Lang.Simplified)));
    }
}
