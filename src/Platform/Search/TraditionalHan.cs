using System.Collections.Frozen;
using System.Text;

namespace OneStop.Platform.Search;

/// <summary>
/// Traditional Chinese, as Hong Kong writes it, in simplified characters by machine: characters and the phrases they alone would get wrong.
/// Words that the mainland says otherwise stay as they are; whoever publishes the result says that a machine made it.
/// </summary>
public static class TraditionalHan
{
    private static readonly FrozenDictionary<string, string> Simplified = Read();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Simplified.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int Longest = Simplified.Keys.Max(phrase => phrase.Length);

    public static string ToSimplified(string text)
    {
        var simplified = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            at += TakeOne(text.AsSpan(at), simplified);
        }

        return simplified.ToString();
    }

    private static int TakeOne(ReadOnlySpan<char> rest, StringBuilder into)
    {
        for (var length = Math.Min(Longest, rest.Length); length > 0; length--)
        {
            if (Lookup.TryGetValue(rest[..length], out var found))
            {
                into.Append(found);
                return length;
            }
        }

        into.Append(rest[0]);
        return 1;
    }

    private static FrozenDictionary<string, string> Read()
    {
        using var file = typeof(TraditionalHan).Assembly.GetManifestResourceStream("web/han-to-simplified.txt")!;
        using var reader = new StreamReader(file, Encoding.UTF8);
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            table[line[..tab]] = line[(tab + 1)..];
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
