using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Platform.PublicPages;

/// <summary>The first reader of a page that says <see cref="PublishedOnAskAttribute"/> has it rendered and kept; who asks meanwhile waits for the same.</summary>
internal sealed partial class PublishOnAsk(PublishedPages pages, ServePublished serve, Renderer renderer, WatchedData watched, Database database, TimeProvider time, ILogger<PublishOnAsk> log)
{
    private const int Largest = 1024 * 1024;
    private readonly ConcurrentDictionary<string, Lazy<Task<Made>>> underWay = new(StringComparer.Ordinal);

    internal async Task AnswerAsync(HttpContext context, RequestDelegate page)
    {
        var path = context.Request.Path.Value!;
        var task = underWay.GetOrAdd(path, path => new Lazy<Task<Made>>(() => RenderAsync(path)));
        try
        {
            switch (await task.Value.WaitAsync(context.RequestAborted))
            {
                case { Entry: { } entry }:
                    await serve.AnswerAsync(context, entry);
                    return;
                case { NotThere: { } notThere }:
                    await SayNotThereAsync(context, notThere);
                    return;
            }
        }
        finally
        {
            underWay.TryRemove(KeyValuePair.Create(path, task));
        }

        await page(context);
    }

    /// <summary>Not kept, lest made-up addresses fill memory; but it has been rendered, and need not be again.</summary>
    private static Task SayNotThereAsync(HttpContext context, Rendered rendered)
    {
        var response = context.Response;
        response.StatusCode = rendered.Status;
        response.ContentType = rendered.ContentType;
        response.ContentLength = rendered.Body.Length;
        return response.Body.WriteAsync(rendered.Body, context.RequestAborted).AsTask();
    }

    /// <summary>Neither where it is not to be kept: the app answers by itself.</summary>
    private async Task<Made> RenderAsync(string path)
    {
        var since = pages.Kept.Changes;
        await using var snapshot = await Snapshot.OpenAsync(database, CancellationToken.None);
        var rendered = await renderer.RenderAsync(snapshot, path, "", CancellationToken.None);
        if (rendered.Refusal is not null || rendered.Body.Length > Largest)
        {
            var isNotThere = rendered is { Status: StatusCodes.Status404NotFound, Body.Length: > 0 and <= Largest, Headers.SetCookie.Count: 0 };
            return new Made(null, isNotThere ? rendered : null);
        }

        var tags = rendered.Rendering.Tags;
        if (snapshot.TakeReads().FirstOrDefault(row => !watched.Covers(tags, row)) is { } row)
        {
            LogUncovered(path, row.Name);
            return default;
        }

        if (tags.FirstOrDefault(tag => !watched.Watches(tag)) is { Family: not null } unwatched)
        {
            LogUnwatched(path, unwatched.Family);
            return default;
        }

        var entry = new Entry(new Content(rendered.Body, Entry.IsText(rendered.ContentType)), rendered.ContentType, Entry.IsHtml(rendered.ContentType),
            anyOrigin: false, TimeSpan.Zero, long.MaxValue, time.GetUtcNow(), rendered.Rendering.OnEachView);
        pages.Kept.Keep(path, entry, tags, since);
        return new Made(entry, null);
    }

    private readonly record struct Made(Entry? Entry, Rendered? NotThere);

    [LoggerMessage(LogLevel.Error, "{Path} is not kept: it shows {Row}, which no tag of its HttpContext.DependsOn covers.")]
    private partial void LogUncovered(string path, string row);

    [LoggerMessage(LogLevel.Error, "{Path} is not kept: nothing watches {Family}; its module says services.AddDataTag.")]
    private partial void LogUnwatched(string path, string family);
}
