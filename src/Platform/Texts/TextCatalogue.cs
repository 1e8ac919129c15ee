using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace OneStop.Platform.Texts;

/// <summary>Every module's text files, read once from the assemblies: one embedded file <c>Texts/{language}.json</c> for each language.</summary>
public sealed class TextCatalogue
{
    private readonly FrozenDictionary<Lang, FrozenDictionary<string, string>> texts;

    public TextCatalogue(IEnumerable<Assembly> assemblies)
    {
        var all = assemblies.Distinct().ToList();
        texts = Lang.All.ToFrozenDictionary(
            lang => lang,
            lang => all.SelectMany(assembly => Read(assembly, lang)).ToFrozenDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal));
    }

    public string? Find(Lang lang, string key) => texts[lang].GetValueOrDefault(key);

    /// <summary>One assembly's texts in one language; nothing where it has none.</summary>
    public static IReadOnlyDictionary<string, string> Read(Assembly assembly, Lang lang)
    {
        using var file = assembly.GetManifestResourceStream($"Texts.{lang.Code}.json");
        return file is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
