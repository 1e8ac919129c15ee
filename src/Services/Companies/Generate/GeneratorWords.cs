using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneStop.Companies.Generate;

/// <summary>The words that made-up companies and people are put together from: <c>words.json</c>.</summary>
internal sealed record GeneratorWords(
    IReadOnlyList<WordPair> Syllables, IReadOnlyList<WordPair> Words, IReadOnlyList<Trade> Trades, IReadOnlyList<NatureWords> Natures, IReadOnlyList<WordPair> Qualifiers,
    IReadOnlyList<WordPair> Surnames, IReadOnlyList<WordPair> GivenNames, IReadOnlyList<Street> Streets, IReadOnlyList<string> Buildings)
{
    internal static GeneratorWords Read()
    {
        using var file = typeof(GeneratorWords).Assembly.GetManifestResourceStream("words.json")!;
        return JsonSerializer.Deserialize(file, GeneratorJson.Default.GeneratorWords)!;
    }
}

internal sealed record WordPair(string English, string Chinese);

internal sealed record Trade(string English, string Chinese, string Nature);

/// <summary>What a trade's nature is called.</summary>
internal sealed record NatureWords(string English, string Traditional, string Simplified);

internal sealed record Street([property: JsonPropertyName("street")] string Name, string District);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GeneratorWords))]
internal sealed partial class GeneratorJson : JsonSerializerContext;
