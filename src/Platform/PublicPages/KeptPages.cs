using System.Collections.Concurrent;

namespace OneStop.Platform.PublicPages;

/// <summary>What was published on first ask, within a number of bytes; those unasked for longest make room.</summary>
internal sealed class KeptPages(long mostBytes)
{
    private const int RecentChanges = 256;
    private readonly ConcurrentDictionary<string, Kept> pages = new(StringComparer.Ordinal);
    private readonly Queue<(long Number, IReadOnlyList<DataTag> Tags)> recent = new();
    private readonly Lock changing = new();
    private long changes;
    private long bytes;

    internal int Count => pages.Count;

    internal long Bytes => Interlocked.Read(ref bytes);

    internal Entry? Find(string path)
    {
        if (!pages.TryGetValue(path, out var kept))
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

    internal void Keep(string path, Entry entry, IReadOnlyList<DataTag> tags, long since)
    {
        lock (changing)
        {
            if (changes - since > RecentChanges || recent.Any(change => change.Number > since && Meets(tags, change.Tags)))
            {
                return;
            }

            var kept = new Kept(entry, tags, Environment.TickCount64);
            Remove(path);
            pages[path] = kept;
            Interlocked.Add(ref bytes, kept.Size);
            if (Bytes > mostBytes)
            {
                MakeRoom();
            }
        }
    }

    /// <summary>Forgets what shows any of these.</summary>
    internal void Drop(IReadOnlyList<DataTag> changed)
    {
        lock (changing)
        {
            recent.Enqueue((++changes, changed));
            if (recent.Count > RecentChanges)
            {
                recent.Dequeue();
            }

            foreach (var path in pages.Where(kept => Meets(kept.Value.Tags, changed)).Select(kept => kept.Key).ToList())
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
            Interlocked.Exchange(ref bytes, 0);
        }
    }

    private void MakeRoom()
    {
        var room = mostBytes - (mostBytes / 8);
        foreach (var path in pages.OrderBy(kept => kept.Value.LastAsked).Select(kept => kept.Key).ToList().TakeWhile(_ => Bytes > room))
        {
            Remove(path);
        }
    }

    private void Remove(string path)
    {
        if (pages.TryRemove(path, out var kept))
        {
            Interlocked.Add(ref bytes, -kept.Size);
        }
    }

    private static bool Meets(IReadOnlyList<DataTag> tags, IReadOnlyList<DataTag> changed) => changed.Any(change => tags.Any(tag => tag.Meets(change)));

    private sealed class Kept(Entry entry, IReadOnlyList<DataTag> tags, long lastAsked)
    {
        // A record of the dictionary, the tags and the headers beside the bodies.
        private const int Around = 600;

        internal Entry Entry => entry;

        internal IReadOnlyList<DataTag> Tags => tags;

        internal long Size { get; } = entry.Content.Size + Around;

        internal long LastAsked { get; set; } = lastAsked;
    }
}
