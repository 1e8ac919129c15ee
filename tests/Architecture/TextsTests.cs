using System.Text.RegularExpressions;
using OneStop.Host;
using OneStop.Platform;
using OneStop.Platform.Texts;

namespace OneStop.Architecture.Tests;

/// <summary>Every word exists in three languages, under its module's name, with the same placeholders.</summary>
public sealed partial class TextsTests
{
    public static TheoryData<string> ModuleNames => [.. Modules.All.Select(module => module.Name), "Platform"];

    [Theory, MemberData(nameof(ModuleNames))]
    public void Every_text_of_a_module_is_there_in_all_three_languages(string module)
    {
        var texts = Lang.All.ToDictionary(lang => lang, lang => TextCatalogue.Read(AssemblyOf(module), lang));

        Assert.NotEmpty(texts[Lang.English]);
        Assert.Equal(texts[Lang.English].Keys.Order(), texts[Lang.Traditional].Keys.Order());
        Assert.Equal(texts[Lang.English].Keys.Order(), texts[Lang.Simplified].Keys.Order());
        Assert.All(texts.Values.SelectMany(all => all), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Theory, MemberData(nameof(ModuleNames))]
    public void Every_key_begins_with_its_modules_name_and_keeps_its_placeholders(string module)
    {
        var english = TextCatalogue.Read(AssemblyOf(module), Lang.English);

        Assert.All(english.Keys, key => Assert.StartsWith(module.ToLowerInvariant() + ".", key, StringComparison.Ordinal));
        foreach (var lang in Lang.All.Where(lang => lang.IsChinese))
        {
            var texts = TextCatalogue.Read(AssemblyOf(module), lang);
            Assert.All(english, text => Assert.True(Placeholders(text.Value).SetEquals(Placeholders(texts[text.Key])), $"{lang}: {text.Key}"));
        }
    }

    private static System.Reflection.Assembly AssemblyOf(string module) =>
        Modules.All.SingleOrDefault(m => m.Name == module)?.GetType().Assembly ?? typeof(OneStopApp).Assembly;

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
