using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Platform.PublicPages;

/// <summary>The first reader of a page that says <see cref="PublishedOnAskAttribute"/> has it rendered and kept; who asks meanwhile waits for the same.</summary>
internal sealed partial class PublishOnAsk(PublishedPages pages, ServePublished serve, Renderer renderer, WatchedData watched, Database database, TimeProvider time, ILogger<PublishOnAsk> log)
{
    private const int Largest = 1024 * 1024;
    private readonly ConcurrentDictionary<string, Lazy<Task<Entry?>>> underWay = new(StringComparer.Ordinal);

    internal async Task AnswerAsync(HttpContext context, RequestDelegate page)
    {
        var path = context.Request.Path.Value!;
        var task = underWay.GetOrAdd(path, path => new Lazy<Task<Entry?>>(() => RenderAsync(path)));
        try
        {
            if (await task.Value.WaitAsync(context.RequestAborted) is { } entry)
            {
                await serve.AnswerAsync(context, entry);
                return;
            }
        }
        finally
        {
            underWay.TryRemove(KeyValuePair.Create(path, task));
        }

        await page(context);
    }

    /// <summary>Null where it is not to be kept: the app answers by itself.</summary>
    private async Task<Entry?> RenderAsync(string path)
    {
        var since = pages.Kept.Changes;
        await using var snapshot = await Snapshot.OpenAsync(database, CancellationToken.None);
        var rendered = await renderer.RenderAsync(snapshot, path, "", CancellationToken.None);
        if (rendered.Refusal is not null || rendered.Body.Length > Largest)
        {
            return null;
        }

        var tags = rendered.Rendering.Tags;
        if (snapshot.TakeReads().FirstOrDefault(row => !watched.Covers(tags, row)) is { } row)
        {
            LogUncovered(path, row.Name);
            return null;
        }

        if (tags.FirstOrDefault(tag => !watched.Watches(tag)) is { Family: not null } unwatched)
        {
            LogUnwatched(path, unwatched.Family);
            return null;
        }

        var entry = new Entry(new Content(rendered.Body, Entry.IsText(rendered.ContentType)), rendered.ContentType, Entry.IsHtml(rendered.ContentType),
            anyOrigin: false, TimeSpan.Zero, long.MaxValue, time.GetUtcNow(), rendered.Rendering.OnEachView);
        pages.Kept.Keep(path, entry, tags, since);
        return entry;
    }

    [LoggerMessage(LogLevel.Error, "{Path} is not kept: it shows {Row}, which no tag of its HttpContext.DependsOn covers.")]
    private partial void LogUncovered(string path, string row);

    [LoggerMessage(LogLevel.Error, "{Path} is not kept: nothing watches {Family}; its module says services.AddDataTag.")]
    private partial void LogUnwatched(string path, string family);
}
