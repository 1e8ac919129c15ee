using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.Platform.Events;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// Renders each publication when what it shows has changed or its time has come, off to the side and from one snapshot of the database,
/// and shows all that changed at once. Changes that come while it renders are rendered next, together.
/// </summary>
internal sealed partial class Publisher(
    IEnumerable<Publication> publications, PublishedPages pages, Renderer renderer, WatchedData watched, Database database, IServiceScopeFactory scopes,
    PublishedFiles files, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Publisher> log) : BackgroundService
{
    // So that what takes long does not keep a warning waiting.
    private const int MostAtOnce = 2;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClockJump = TimeSpan.FromSeconds(2);
    private readonly List<Due> all = [.. publications.Select(publication => new Due(publication))];
    private readonly EventSignal wake = new();
    private TimeSpan clock;

    /// <summary>How many publications could not be rendered the last time.</summary>
    internal int Failing => all.Count(due => due.IsFailing);

    internal Histogram<double>? Took { get; set; }

    internal void Changed(IReadOnlyList<DataTag> changed)
    {
        foreach (var due in all.Where(due => changed.Any(change => due.Publication.DependsOn.Any(tag => tag.Meets(change)))))
        {
            due.Change();
        }

        wake.Raise();
    }

    internal void RenderAll()
    {
        all.ForEach(due => due.Change());
        wake.Raise();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await using var started = lifetime.ApplicationStarted.Register(wake.Raise);
        clock = Clock();
        var running = new List<Task>();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                running.RemoveAll(batch => batch.IsCompleted);
                if (lifetime.ApplicationStarted.IsCancellationRequested && running.Count < MostAtOnce)
                {
                    Begin(running, stopping);
                }

                await wake.WaitAsync(running.Count < MostAtOnce ? NextIn() : Tick, stopping);
            }
        }
        finally
        {
            // What is under way uses services that the program is about to take away.
            await Task.WhenAll(running);
        }
    }

    private void Begin(List<Task> running, CancellationToken stopping)
    {
        LookAtTheClock();
        var now = time.GetTimestamp();
        var due = all.Where(due => due.IsDue(now, time)).ToList();
        if (due.Count > 0)
        {
            due.ForEach(one => one.Begin(now));
            running.Add(PublishAsync(due, stopping));
        }
    }

    /// <summary>One epoch: what changed together is shown together, but for what fails. At the start, what is ready need not wait for the rest.</summary>
    private async Task PublishAsync(List<Due> due, CancellationToken ct)
    {
        var done = new Dictionary<Due, IReadOnlyList<PublishedPart>>();
        var isStart = pages.Epoch.Number == 0;
        Snapshot? snapshot = null;
        foreach (var one in due)
        {
            var since = time.GetTimestamp();
            try
            {
                snapshot ??= await Snapshot.OpenAsync(database, ct);
                done[one] = await ComposeAsync(one, snapshot, ct);
                if (isStart)
                {
                    Show(done, ct);
                    done.Clear();
                }
            }
            catch (Exception e)
            {
                Fail(one, e, ct);
                // A failed query spoils a transaction on PostgreSQL.
                await CloseAsync(snapshot);
                snapshot = null;
            }

            one.Ended(time.GetElapsedTime(since));
        }

        await CloseAsync(snapshot);
        Show(done, ct);
        wake.Raise();
        if (isStart)
        {
            // So much is needed at once only at a start: it goes back to the system.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private void Show(Dictionary<Due, IReadOnlyList<PublishedPart>> done, CancellationToken ct)
    {
        if (done.Count == 0 || ct.IsCancellationRequested)
        {
            return;
        }

        try
        {
            pages.Show([.. done.Select(one => KeyValuePair.Create(one.Key.Publication.Code, one.Value))]);
            foreach (var one in done.Keys)
            {
                one.Succeeded();
            }

            _ = Task.Run(() => files.Write(pages), ct);
        }
        catch (InvalidOperationException e) when (done.Count == 1)
        {
            Fail(done.Keys.First(), e, ct);
        }
        catch (InvalidOperationException)
        {
            // Two claim one address: the others are shown all the same.
            foreach (var one in done)
            {
                Show(new() { [one.Key] = one.Value }, ct);
            }
        }
    }

    private void Fail(Due one, Exception e, CancellationToken ct)
    {
        one.Failed();
        if (!ct.IsCancellationRequested)
        {
            LogFailed(e, one.Publication.Code);
        }
    }

    private static async Task CloseAsync(Snapshot? snapshot)
    {
        try
        {
            await (snapshot?.DisposeAsync() ?? default);
        }
        catch (DbException)
        {
            // The database is gone; so is the snapshot.
        }
    }

    private async Task<IReadOnlyList<PublishedPart>> ComposeAsync(Due one, Snapshot snapshot, CancellationToken ct)
    {
        var (code, tags) = (one.Publication.Code, one.Publication.DependsOn);
        var edition = new Edition(time.GetUtcNow());
        snapshot.TakeReads();
        snapshot.Remembered.Clear();
        await using (var scope = snapshot.CreateScope(scopes))
        {
            await one.Publication.ComposeAsync(scope.ServiceProvider, edition, ct);
        }

        Require(snapshot, tags, $"{code} composes");
        var last = pages.Epoch.Editions.GetValueOrDefault(code)?.ToDictionary(part => (part.Path, part.Query), part => part.Entry) ?? [];
        var parts = new List<PublishedPart>();
        foreach (var part in edition.Parts)
        {
            ct.ThrowIfCancellationRequested();
            var (bytes, type, count) = part.Rendered ? await RenderAsync(part, snapshot, ct) : (part.Bytes, part.ContentType, part.OnEachView);
            Require(snapshot, tags, $"{part.Path} of {code} shows");
            parts.Add(new PublishedPart(part.Path, part.Query, MakeEntry(part, edition, bytes, type, count, last.GetValueOrDefault((part.Path, part.Query)))));
        }

        Took?.Record((time.GetUtcNow() - edition.Now).TotalSeconds, new KeyValuePair<string, object?>("publication", code));
        one.Until(edition.Until is { } until ? until - edition.Now : null);
        return parts;
    }

    private async Task<(byte[] Bytes, string Type, Action? Count)> RenderAsync(Edition.Part part, Snapshot snapshot, CancellationToken ct)
    {
        var rendered = await renderer.RenderAsync(snapshot, part.Path, part.Query, ct);
        return rendered.Refusal is { } refusal
            ? throw new InvalidOperationException($"{part.Path} cannot be published: {refusal}.")
            : (rendered.Body, rendered.ContentType, rendered.Rendering.OnEachView);
    }

    private Entry MakeEntry(Edition.Part part, Edition edition, byte[] bytes, string type, Action? count, Entry? last)
    {
        var until = edition.Until is { } end ? Environment.TickCount64 + (long)(end - time.GetUtcNow()).TotalMilliseconds : long.MaxValue;
        var content = last is not null && last.Content.Plain.Bytes.AsSpan().SequenceEqual(bytes) ? last.Content : new Content(bytes, Entry.IsText(type));
        var published = last is not null && last.Content == content ? last.Published : edition.Now;
        return new Entry(content, type, Entry.IsHtml(type), part.AnyOrigin, edition.Life, until, published, count);
    }

    /// <summary>Nobody forgets to say what a publication depends on: it would not be published.</summary>
    private void Require(Snapshot snapshot, IReadOnlyList<DataTag> tags, string what)
    {
        if (snapshot.TakeReads().FirstOrDefault(row => !watched.Covers(tags, row)) is { } row)
        {
            throw new InvalidOperationException($"{what} {row.Name}, which no tag in its DependsOn covers: add DataTag.Rows<{row.Name}>() or a tag of the module that owns it.");
        }
    }

    /// <summary>When the wall clock was put right, what was composed by the wrong one is composed again.</summary>
    private void LookAtTheClock()
    {
        var seen = Clock();
        if ((seen - clock).Duration() > ClockJump)
        {
            LogClock((seen - clock).TotalSeconds);
            all.ForEach(due => due.Change());
        }

        clock = seen;
    }

    private TimeSpan Clock() => time.GetUtcNow() - DateTimeOffset.UnixEpoch - time.GetElapsedTime(0);

    private TimeSpan NextIn()
    {
        var now = time.GetTimestamp();
        var next = all.Min(due => due.NextIn(now, time)) ?? Tick;
        return next < TimeSpan.Zero ? TimeSpan.Zero : next < Tick ? next : Tick;
    }

    [LoggerMessage(LogLevel.Error, "Publication {Code} failed; its last edition stays, and it is tried again.")]
    private partial void LogFailed(Exception e, string code);

    [LoggerMessage(LogLevel.Warning, "The clock jumped by {Seconds} s; everything is published anew.")]
    private partial void LogClock(double seconds);
}
