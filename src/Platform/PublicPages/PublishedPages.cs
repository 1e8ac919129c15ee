using Microsoft.Extensions.Configuration;

namespace OneStop.Platform.PublicPages;

/// <summary>All that this node has published: one epoch, and what was published on first ask.</summary>
internal sealed class PublishedPages(IConfiguration configuration)
{
    private const long Patience = 3000;
    private const int Megabyte = 1024 * 1024;
    private readonly Lock showing = new();
    private long heard = Environment.TickCount64;
    private volatile Epoch epoch = Epoch.None;

    internal Epoch Epoch => epoch;

    internal KeptPages Kept { get; } = new(configuration.GetValue("PublicPages:KeptMegabytes", 64) * (long)Megabyte);

    internal ViewCount Served { get; } = new();

    /// <summary>How long this node has not heard whether anything changed; 0 while it does.</summary>
    internal int SecondsWithoutNews(long now) => now - heard > Patience ? (int)((now - heard) / 1000) : 0;

    /// <summary>After so long a page tells its readers that it could not be renewed.</summary>
    internal int OldAfterSeconds { get; } = configuration.GetValue("PublicPages:OldAfterSeconds", 60);

    /// <summary>The database has just said what has changed.</summary>
    internal void Hear() => Volatile.Write(ref heard, Environment.TickCount64);

    internal Entry? Find(ReadOnlySpan<char> path, ReadOnlySpan<char> query) => epoch.Find(path, query) ?? (query.Length == 0 ? Kept.Find(path) : null);

    /// <summary>Makes all of them visible at once.</summary>
    internal void Show(IReadOnlyCollection<KeyValuePair<string, IReadOnlyList<PublishedPart>>> editions)
    {
        lock (showing)
        {
            epoch = epoch.With(editions);
        }
    }
}
