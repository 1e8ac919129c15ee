using OneStop.Platform.Texts;

namespace OneStop.Platform.Tests.Texts;

public sealed class CountriesTests
{
    [Fact]
    public void All_countries_of_ISO_3166_have_names_in_three_languages()
    {
        Assert.Equal(249, Countries.Codes.Count);
        Assert.All(Countries.Codes, code => Assert.DoesNotContain("", Lang.All.Select(lang => Countries.Find(code)!.In(lang))));
        Assert.Equal("中國內地", Countries.Find("CN")!.ZhHant);
        Assert.Null(Countries.Find("hk"));
    }
}
