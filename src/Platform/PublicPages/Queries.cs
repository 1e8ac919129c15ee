namespace OneStop.Platform.PublicPages;

/// <summary>The queries that one address answers to. Only what was published is found: a made-up one goes on to the app and leaves no trace here.</summary>
internal sealed class Queries
{
    private const int LongestQuery = 256;
    private const int MostParameters = 8;
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> lookup;

    internal Queries() => lookup = entries.GetAlternateLookup<ReadOnlySpan<char>>();

    internal bool TryAdd(string query, Entry entry) => entries.TryAdd(Canonical(query, new char[LongestQuery]).ToString(), entry);

    /// <param name="query">With its question mark.</param>
    internal Entry? Find(ReadOnlySpan<char> query)
    {
        if (query.Length > LongestQuery)
        {
            return null;
        }

        // As our own links write it, which is how nearly all come.
        if (lookup.TryGetValue(query[1..], out var entry))
        {
            return entry;
        }

        Span<char> room = stackalloc char[LongestQuery];
        return lookup.TryGetValue(Canonical(query[1..], room), out entry) ? entry : null;
    }

    /// <summary>The parameters in the order of their names.</summary>
    private static ReadOnlySpan<char> Canonical(ReadOnlySpan<char> query, Span<char> room)
    {
        Span<Range> parts = stackalloc Range[MostParameters + 1];
        var count = query.Split(parts, '&');
        if (count > MostParameters)
        {
            return [];
        }

        for (var i = 1; i < count; i++)
        {
            for (var j = i; j > 0 && query[parts[j]].SequenceCompareTo(query[parts[j - 1]]) < 0; j--)
            {
                (parts[j], parts[j - 1]) = (parts[j - 1], parts[j]);
            }
        }

        var length = 0;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                room[length++] = '&';
            }

            query[parts[i]].CopyTo(room[length..]);
            length += query[parts[i]].Length;
        }

        return room[..length];
    }
}
