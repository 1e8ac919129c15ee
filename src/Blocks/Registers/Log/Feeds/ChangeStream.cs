using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneStop.Platform.Texts;
using OneStop.Registers.Log.Proofs;

namespace OneStop.Registers.Log.Feeds;

/// <summary>New entries as server-sent events (HTML Living Standard, 9.2): whoever comes back with the last id misses nothing.</summary>
internal static class ChangeStream
{
    private const int MostStreams = 1_000;
    private const int Batch = 200;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    internal static async Task<IResult> OpenAsync(
        string name, string? after, ReadLog log, SignedLogs signed, IServiceScopeFactory scopes, IHostApplicationLifetime life, Text text, HttpContext context, CancellationToken ct)
    {
        if (await log.HeadAsync(name, ct) is not { } head)
        {
            return LogApi.NoLog(text, name);
        }

        var asked = new AskedNumbers(text);
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var seen = last.Length > 0 ? asked.Read("Last-Event-ID", last, atMost: head.Size - 1) : asked.Read("after", after, atMost: head.Size - 1);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        if (signed.Listen(MostStreams) is not { } listener)
        {
            context.Response.Headers.RetryAfter = "30";
            return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: text["registers.log.problem.busy.title"], detail: text["registers.log.problem.busy.cure", LogAddress.Of(name) + "/changes"]);
        }

        context.Response.RegisterForDispose(listener);
        var end = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        context.Response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(ReadAsync(name, seen ?? head.Size - 1, listener, scopes, end.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        string name, long seen, SignedLogs.Listener listener, IServiceScopeFactory scopes, [EnumeratorCancellation] CancellationToken ct)
    {
        // Says at once that the stream is open, and to browsers how long to wait before they come back.
        yield return new SseItem<string>("", "open") { ReconnectionInterval = TimeSpan.FromSeconds(5) };
        while (!ct.IsCancellationRequested)
        {
            var batch = await BatchAsync(name, seen, scopes, ct);
            foreach (var placed in batch)
            {
                seen = placed.Position;
                yield return new SseItem<string>(Encoding.UTF8.GetString(LeafJson.Of(placed.Entry)), "entry") { EventId = seen.ToString(CultureInfo.InvariantCulture) };
            }

            if (batch.Count < Batch && !await WaitAsync(name, seen + 1, listener, ct))
            {
                // What lies between would take a silent connection for a dead one.
                yield return new SseItem<string>("", "still");
            }
        }
    }

    private static async Task<IReadOnlyList<PlacedEntry>> BatchAsync(string name, long seen, IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var log = scope.ServiceProvider.GetRequiredService<ReadLog>();
        var size = (await log.HeadAsync(name, ct))?.Size ?? 0;
        return seen + 1 >= size ? [] : await log.EntriesAsync(name, seen + 1, long.Min(seen + 1 + Batch, size), ct);
    }

    private static async Task<bool> WaitAsync(string name, long size, SignedLogs.Listener listener, CancellationToken ct)
    {
        try
        {
            return await listener.WaitAsync(name, size, Silence, ct);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
