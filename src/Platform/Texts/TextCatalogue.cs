using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace OneStop.Platform.Texts;

/// <summary>
/// Every module's text files, read once from the assemblies: one embedded file <c>Texts/{language}.json</c> for each language. Texts that
/// come as data while the program runs (an e-service's file) are put beside them.
/// </summary>
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

    private readonly ConcurrentDictionary<string, LocalizedText> put = new(StringComparer.Ordinal);

    public string? Find(Lang lang, string key) => texts[lang].GetValueOrDefault(key) ?? put.GetValueOrDefault(key)?.In(lang);

    /// <summary>Makes the texts below a prefix exactly these. The prefix ends with a dot, so that no owner reaches another's.</summary>
    public void Put(string prefix, IReadOnlyDictionary<string, LocalizedText> below)
    {
        foreach (var key in put.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && !below.ContainsKey(key[prefix.Length..])))
        {
            put.TryRemove(key, out _);
        }

        foreach (var (key, text) in below)
        {
            put[prefix + key] = text;
        }
    }

    /// <summary>One assembly's texts in one language; nothing where it has none.</summary>
    public static IReadOnlyDictionary<string, string> Read(Assembly assembly, Lang lang)
    {
        using var file = assembly.GetManifestResourceStream($"Texts.{lang.Code}.json");
        return file is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
