using System.Text;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;

namespace OneStop.Catalogue.Directory;

/// <summary>
/// Finds services by words in any of the three languages, whichever language the reader uses. Titles and keywords weigh more than
/// the rest. What fits every word comes first; where nothing does, what fits some.
/// </summary>
internal sealed class ServiceSearch
{
    private static readonly HashSet<string> Stop = new("a an and apply at do for get how i in is it my of on or the to what where with".Split(' '), StringComparer.Ordinal);
    private static readonly (string Part, int Weight)[] Parts = [(".title", 5), (".keywords", 4), (".summary", 2), (".who", 1), (".needed", 1)];
    private readonly IReadOnlyList<(CatalogueEntry Entry, IReadOnlyDictionary<string, int> Tokens)> index;

    public ServiceSearch(ServiceCatalogue catalogue, Text text) =>
        index = [.. catalogue.Entries.Select(entry => (entry, Tokens(entry, catalogue.Department(entry.Department), text)))];

    internal IReadOnlyList<CatalogueEntry> Find(string query)
    {
        var asked = Asked(query);
        if (asked.Count == 0)
        {
            return [.. index.Select(one => one.Entry)];
        }

        var scored = index
            .Select(one => (one.Entry, Scores: asked.Select(word => Score(word, one.Tokens)).ToList()))
            .Where(one => one.Scores.Any(score => score > 0))
            .OrderByDescending(one => one.Scores.Sum())
            .ToList();
        var whole = scored.Where(one => one.Scores.All(score => score > 0)).ToList();
        return [.. (whole.Count > 0 ? whole : scored).Select(one => one.Entry)];
    }

    private static List<string> Asked(string query)
    {
        var tokens = SearchTokens.Of(query);
        var asked = new List<string>();
        for (var i = 0; i < tokens.Count; i++)
        {
            // A run of Chinese ends with its last character alone, which its last pair has already.
            var isRest = i > 0 && IsHan(tokens[i]) && tokens[i].EnumerateRunes().Count() == 1 && IsHan(tokens[i - 1]) && tokens[i - 1].EnumerateRunes().Count() == 2 && tokens[i - 1].EndsWith(tokens[i], StringComparison.Ordinal);
            if (!isRest && !Stop.Contains(tokens[i]))
            {
                asked.Add(tokens[i]);
            }
        }

        return asked;
    }

    private static int Score(string word, IReadOnlyDictionary<string, int> tokens)
    {
        if (tokens.TryGetValue(word, out var weight))
        {
            return weight * 2;
        }

        return tokens.Where(token => IsHan(word) ? token.Key.Contains(word, StringComparison.Ordinal) : IsAkin(word, token.Key)).Select(token => token.Value).DefaultIfEmpty().Max();
    }

    // "companies" and "company", "incorp" and "incorporation".
    private static bool IsAkin(string word, string token)
    {
        var common = word.Zip(token).TakeWhile(pair => pair.First == pair.Second).Count();
        return common == word.Length ? word.Length >= 2 : common >= Math.Max(4, word.Length - 3);
    }

    private static Dictionary<string, int> Tokens(CatalogueEntry entry, Department department, Text text)
    {
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var lang in Lang.All)
        {
            foreach (var (part, weight) in Parts)
            {
                Add(text.In(lang, entry.TextPrefix + part), weight);
            }

            Add(department.Name.In(lang), 2);
        }

        Add(department.Code, 2);
        return tokens;

        void Add(string words, int weight)
        {
            // A text that is not there shows as its key.
            foreach (var token in words.StartsWith(entry.TextPrefix + ".", StringComparison.Ordinal) ? [] : SearchTokens.Of(words))
            {
                tokens[token] = Math.Max(weight, tokens.GetValueOrDefault(token));
            }
        }
    }

    private static bool IsHan(string token) => Rune.GetRuneAt(token, 0).Value >= 0x3007;
}
