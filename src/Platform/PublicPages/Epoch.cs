using System.Collections.Immutable;

namespace OneStop.Platform.PublicPages;

/// <summary>Everything published in advance, at one moment. It never changes: the next one takes its place whole.</summary>
internal sealed class Epoch
{
    internal static readonly Epoch None = new(0, ImmutableDictionary<string, IReadOnlyList<PublishedPart>>.Empty);

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queries> queries = new(StringComparer.Ordinal);

    private Epoch(long number, ImmutableDictionary<string, IReadOnlyList<PublishedPart>> editions)
    {
        Number = number;
        Editions = editions;
        foreach (var part in editions.Values.SelectMany(edition => edition))
        {
            if (part.Query.Length == 0)
            {
                entries.Add(part.Path, part.Entry);
            }
            else
            {
                if (!queries.TryGetValue(part.Path, out var known))
                {
                    queries.Add(part.Path, known = new Queries());
                }

                known.Add(part.Query, part.Entry);
            }
        }

        Entries = editions.Values.Sum(edition => edition.Count);
        Bytes = editions.Values.SelectMany(edition => edition).Select(part => part.Entry.Content).Distinct().Sum(content => content.Size);
    }

    internal long Number { get; }

    /// <summary>By the publication's code.</summary>
    internal ImmutableDictionary<string, IReadOnlyList<PublishedPart>> Editions { get; }

    internal int Entries { get; }

    internal long Bytes { get; }

    /// <summary>The next epoch: these editions in the place of their last ones, all others as they are.</summary>
    internal Epoch With(IEnumerable<KeyValuePair<string, IReadOnlyList<PublishedPart>>> editions) => new(Number + 1, Editions.SetItems(editions));

    /// <param name="query">With its question mark; empty where there is none.</param>
    internal Entry? Find(string path, string query) => query.Length == 0
        ? entries.GetValueOrDefault(path)
        : queries.TryGetValue(path, out var known) ? known.Find(query) : null;
}

internal sealed record PublishedPart(string Path, string Query, Entry Entry);
