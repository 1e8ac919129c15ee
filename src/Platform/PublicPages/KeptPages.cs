using System.Collections.Concurrent;

namespace OneStop.Platform.PublicPages;

/// <summary>What was published on first ask, within a number of bytes; those unasked for longest make room.</summary>
internal sealed class KeptPages(long mostBytes)
{
    private const int RecentChanges = 256;
    private readonly ConcurrentDictionary<string, Kept> pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<DataTag, HashSet<string>>> shownIn = new(StringComparer.Ordinal);
    private readonly Queue<(long Number, IReadOnlyCollection<DataTag> Tags)> recent = new();
    private readonly Lock changing = new();
    private long changes;
    private long bytes;

    internal int Count => pages.Count;

    internal long Bytes => Interlocked.Read(ref bytes);

    internal Entry? Find(ReadOnlySpan<char> path)
    {
        if (!pages.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var kept))
        {
            return null;
        }

        var now = Environment.TickCount64;
        // Written seldom, so that cores do not fight for the line of a page that everybody reads.
        if (now - kept.LastAsked > 1000)
        {
            kept.LastAsked = now;
        }

        return kept.Entry;
    }

    /// <summary>Before rendering; given back to <see cref="Keep"/>, so that what changed meanwhile is not kept.</summary>
    internal long Changes
    {
        get
        {
            lock (changing)
            {
                return changes;
            }
        }
    }

    internal void Keep(string path, Entry entry, IReadOnlyCollection<DataTag> tags, long since)
    {
        lock (changing)
        {
            if (changes - since > RecentChanges || recent.Any(change => change.Number > since && change.Tags.Any(changed => tags.Any(tag => tag.Meets(changed)))))
            {
                return;
            }

            Remove(path);
            var kept = new Kept(entry, [.. tags.Distinct()], Environment.TickCount64);
            pages[path] = kept;
            bytes += kept.Size;
            foreach (var tag in kept.Tags)
            {
                PathsOf(tag).Add(path);
            }

            if (bytes > mostBytes)
            {
                MakeRoom();
            }
        }
    }

    /// <summary>Forgets what shows any of these.</summary>
    internal void Drop(IReadOnlyCollection<DataTag> changed)
    {
        if (changed.Count == 0)
        {
            return;
        }

        lock (changing)
        {
            recent.Enqueue((++changes, changed));
            if (recent.Count > RecentChanges)
            {
                recent.Dequeue();
            }

            foreach (var path in changed.SelectMany(Showing).ToList())
            {
                Remove(path);
            }
        }
    }

    internal void Clear()
    {
        lock (changing)
        {
            changes += RecentChanges + 1;
            recent.Clear();
            pages.Clear();
            shownIn.Clear();
            bytes = 0;
        }
    }

    /// <summary>One row is looked up; only where nobody knows which rows changed, all of the family is gone through.</summary>
    private IEnumerable<string> Showing(DataTag changed)
    {
        if (!shownIn.TryGetValue(changed.Family, out var tags))
        {
            return [];
        }

        return changed.Key is null
            ? tags.Values.SelectMany(paths => paths)
            : Of(changed).Concat(Of(changed with { Key = null }));

        IEnumerable<string> Of(DataTag tag) => tags.TryGetValue(tag, out var paths) ? paths : [];
    }

    private HashSet<string> PathsOf(DataTag tag)
    {
        if (!shownIn.TryGetValue(tag.Family, out var tags))
        {
            shownIn.Add(tag.Family, tags = []);
        }

        if (!tags.TryGetValue(tag, out var paths))
        {
            tags.Add(tag, paths = new HashSet<string>(StringComparer.Ordinal));
        }

        return paths;
    }

    private void MakeRoom()
    {
        var room = mostBytes - (mostBytes / 8);
        foreach (var path in pages.OrderBy(kept => kept.Value.LastAsked).Select(kept => kept.Key).ToList().TakeWhile(_ => bytes > room))
        {
            Remove(path);
        }
    }

    private void Remove(string path)
    {
        if (!pages.TryRemove(path, out var kept))
        {
            return;
        }

        bytes -= kept.Size;
        foreach (var tag in kept.Tags)
        {
            var tags = shownIn[tag.Family];
            if (tags[tag].Remove(path) && tags[tag].Count == 0)
            {
                tags.Remove(tag);
            }
        }
    }

    private sealed class Kept(Entry entry, IReadOnlyList<DataTag> tags, long lastAsked)
    {
        // The dictionary's and the tags' own room, and the headers' beside the bodies.
        private const int Around = 800;

        internal Entry Entry => entry;

        internal IReadOnlyList<DataTag> Tags => tags;

        internal long Size { get; } = entry.Content.Size + Around;

        internal long LastAsked { get; set; } = lastAsked;
    }
}
