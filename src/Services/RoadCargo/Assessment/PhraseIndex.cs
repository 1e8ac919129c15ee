using OneStop.Platform.Search;

namespace OneStop.RoadCargo.Assessment;

/// <summary>
/// Finds which of many phrases a text mentions in one pass, however many they are (Aho and Corasick, 1975, over whole words and single
/// Chinese characters). Both sides are folded as in search: width, case, accents, traditional, simplified and variant characters; English plurals.
/// </summary>
internal sealed class PhraseIndex
{
    private const int Root = 0;
    private const int None = -1;

    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Node, int Word), int> next = [];
    private readonly List<int> fallback = [Root];

    /// <summary>The phrase that ends at a node.</summary>
    private readonly List<int> ends = [None];

    /// <summary>The nearest node on the way of fallbacks at which a phrase ends.</summary>
    private readonly List<int> shorter = [Root];

    /// <summary>Phrases by their folded form; equal ones are one.</summary>
    internal PhraseIndex(IReadOnlyList<string> phrases)
    {
        Numbers = new int[phrases.Count];
        for (var i = 0; i < phrases.Count; i++)
        {
            Numbers[i] = Add(phrases[i], i);
        }

        Link();
    }

    /// <summary>For each phrase given, the number it is found under: its own place, or that of an earlier one that folds alike. −1 where it has no letter or digit.</summary>
    internal int[] Numbers { get; }

    /// <summary>Adds the number of each phrase in the text, as often as it stands there.</summary>
    internal void Find(string text, List<int> found)
    {
        var node = Root;
        foreach (var unit in SearchTokens.Units(text))
        {
            node = words.TryGetValue(Singular(unit), out var word) ? Step(node, word) : Root;
            for (var at = ends[node] != None ? node : shorter[node]; at != Root; at = shorter[at])
            {
                found.Add(ends[at]);
            }
        }
    }

    /// <summary>English words without their plural, by Harman's S stemmer (1991).</summary>
    internal static string Singular(string word) => word switch
    {
        { Length: < 4 } => word,
        _ when !char.IsAsciiLetter(word[0]) => word,
        _ when word.EndsWith("ies", StringComparison.Ordinal) => word.EndsWith("eies", StringComparison.Ordinal) || word.EndsWith("aies", StringComparison.Ordinal) ? word : word[..^3] + "y",
        _ when word.EndsWith("es", StringComparison.Ordinal) && word[^3] is not ('a' or 'e' or 'o') => word[..^1],
        _ when word[^1] == 's' && word[^2] is not ('u' or 's') => word[..^1],
        _ => word,
    };

    private int Add(string phrase, int number)
    {
        var node = Root;
        foreach (var unit in SearchTokens.Units(phrase).Select(Singular))
        {
            if (!words.TryGetValue(unit, out var word))
            {
                words[unit] = word = words.Count;
            }

            if (!next.TryGetValue((node, word), out var child))
            {
                child = ends.Count;
                next[(node, word)] = child;
                ends.Add(None);
                fallback.Add(Root);
                shorter.Add(Root);
            }

            node = child;
        }

        if (node != Root && ends[node] == None)
        {
            ends[node] = number;
        }

        return ends[node];
    }

    private void Link()
    {
        var children = next.ToLookup(edge => edge.Key.Node, edge => (edge.Key.Word, Child: edge.Value));
        var waiting = new Queue<int>(children[Root].Select(edge => edge.Child));
        while (waiting.TryDequeue(out var node))
        {
            shorter[node] = ends[fallback[node]] != None ? fallback[node] : shorter[fallback[node]];
            foreach (var (word, child) in children[node])
            {
                fallback[child] = Step(fallback[node], word);
                waiting.Enqueue(child);
            }
        }
    }

    private int Step(int node, int word)
    {
        while (true)
        {
            if (next.TryGetValue((node, word), out var child))
            {
                return child;
            }

            if (node == Root)
            {
                return Root;
            }

            node = fallback[node];
        }
    }
}
