using System.Collections.Immutable;
using System.Diagnostics;

namespace OneStop.Platform.PublicPages;

/// <summary>Everything published in advance, at one moment. It never changes: the next one takes its place whole.</summary>
internal sealed class Epoch
{
    internal static readonly Epoch None = new(0, ImmutableDictionary<string, IReadOnlyList<PublishedPart>>.Empty);

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queries> queries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> byPath;
    private readonly Dictionary<string, Queries>.AlternateLookup<ReadOnlySpan<char>> queriesByPath;
    private readonly long since = Stopwatch.GetTimestamp();

    private Epoch(long number, ImmutableDictionary<string, IReadOnlyList<PublishedPart>> editions)
    {
        Number = number;
        Editions = editions;
        foreach (var part in Parts)
        {
            if (part.Query.Length == 0)
            {
                Once(entries.TryAdd(part.Path, part.Entry), part);
            }
            else
            {
                if (!queries.TryGetValue(part.Path, out var known))
                {
                    queries.Add(part.Path, known = new Queries());
                }

                Once(known.TryAdd(part.Query, part.Entry), part);
            }
        }

        Entries = Parts.Count();
        (byPath, queriesByPath) = (entries.GetAlternateLookup<ReadOnlySpan<char>>(), queries.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    internal long Number { get; }

    /// <summary>By the publication's code.</summary>
    internal ImmutableDictionary<string, IReadOnlyList<PublishedPart>> Editions { get; }

    internal IEnumerable<PublishedPart> Parts => Editions.Values.SelectMany(edition => edition);

    internal int Entries { get; }

    internal long Bytes => Contents(_ => true).Sum(content => content.Size);

    internal TimeSpan Age => Stopwatch.GetElapsedTime(since);

    internal IEnumerable<Content> Contents(Func<Entry, bool> of) => Parts.Select(part => part.Entry).Where(of).Select(entry => entry.Content).Distinct();

    /// <summary>The next epoch: these editions in the place of their last ones, all others as they are.</summary>
    internal Epoch With(IEnumerable<KeyValuePair<string, IReadOnlyList<PublishedPart>>> editions) => new(Number + 1, Editions.SetItems(editions));

    private static void Once(bool added, PublishedPart part)
    {
        if (!added)
        {
            throw new InvalidOperationException($"{part.Path} {part.Query} is published twice.");
        }
    }

    /// <param name="query">With its question mark; empty where there is none.</param>
    internal Entry? Find(ReadOnlySpan<char> path, ReadOnlySpan<char> query) => query.Length == 0
        ? byPath.TryGetValue(path, out var entry) ? entry : null
        : queriesByPath.TryGetValue(path, out var known) ? known.Find(query) : null;
}

internal sealed record PublishedPart(string Path, string Query, Entry Entry);
