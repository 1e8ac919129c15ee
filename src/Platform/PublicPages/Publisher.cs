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
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Publisher> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClockJump = TimeSpan.FromSeconds(2);
    private readonly List<Due> all = [.. publications.Select(publication => new Due(publication))];
    private readonly EventSignal wake = new();
    private TimeSpan clock;

    /// <summary>How many publications could not be rendered the last time.</summary>
    internal int Failing => all.Count(due => due.IsFailing);

    internal void Changed(IReadOnlyList<DataTag> changed)
    {
        foreach (var due in all.Where(due => changed.Any(change => due.Publication.DependsOn.Any(tag => tag.Meets(change)))))
        {
            due.IsChanged = true;
        }

        wake.Raise();
    }

    internal void RenderAll()
    {
        all.ForEach(due => due.IsChanged = true);
        wake.Raise();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await using var stopped = lifetime.ApplicationStarted.Register(wake.Raise);
        clock = Clock();
        while (!stopping.IsCancellationRequested)
        {
            if (lifetime.ApplicationStarted.IsCancellationRequested)
            {
                LookAtTheClock();
                var now = time.GetTimestamp();
                var due = all.Where(due => due.IsDue(now, time)).ToList();
                if (due.Count > 0)
                {
                    await PublishAsync(due, stopping);
                    continue;
                }
            }

            await wake.WaitAsync(NextIn(), stopping);
        }
    }

    private async Task PublishAsync(List<Due> due, CancellationToken ct)
    {
        due.ForEach(one => one.Begin(time.GetTimestamp()));
        var done = new Dictionary<string, IReadOnlyList<PublishedPart>>(StringComparer.Ordinal);
        Snapshot? snapshot = null;
        try
        {
            foreach (var one in due)
            {
                try
                {
                    snapshot ??= await Snapshot.OpenAsync(database, ct);
                    done[one.Publication.Code] = await ComposeAsync(one, snapshot, ct);
                    one.Succeeded();
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    one.Failed(time.GetTimestamp());
                    LogFailed(e, one.Publication.Code);
                    // A failed query spoils a transaction on PostgreSQL.
                    await (snapshot?.DisposeAsync() ?? default);
                    snapshot = null;
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            await (snapshot?.DisposeAsync() ?? default);
        }

        if (done.Count > 0)
        {
            pages.Show(done);
        }
    }

    private async Task<IReadOnlyList<PublishedPart>> ComposeAsync(Due one, Snapshot snapshot, CancellationToken ct)
    {
        var (code, tags) = (one.Publication.Code, one.Publication.DependsOn);
        var edition = new Edition(time.GetUtcNow());
        snapshot.TakeReads();
        await using (var scope = snapshot.CreateScope(scopes))
        {
            await one.Publication.ComposeAsync(scope.ServiceProvider, edition, ct);
        }

        Require(snapshot, tags, $"{code} composes");
        var last = pages.Epoch.Editions.GetValueOrDefault(code)?.ToDictionary(part => (part.Path, part.Query), part => part.Entry) ?? [];
        var parts = new List<PublishedPart>();
        foreach (var part in edition.Parts)
        {
            var (bytes, type, count) = part.Rendered ? await RenderAsync(part, snapshot, ct) : (part.Bytes, part.ContentType, part.OnEachView);
            Require(snapshot, tags, $"{part.Path} of {code} shows");
            parts.Add(new PublishedPart(part.Path, part.Query, MakeEntry(part, edition, bytes, type, count, last.GetValueOrDefault((part.Path, part.Query)))));
        }

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
            all.ForEach(due => due.IsChanged = true);
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

/// <summary>When a publication is to be rendered.</summary>
internal sealed class Due(Publication publication)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private volatile bool changed = true;
    private long lastBegun;
    private TimeSpan notWithin;
    private TimeSpan? until;
    private int failures;

    internal Publication Publication => publication;

    internal bool IsChanged
    {
        set => changed = value;
    }

    internal bool IsFailing => failures > 0;

    internal bool IsDue(long now, TimeProvider time) => NextIn(now, time) <= TimeSpan.Zero;

    /// <summary>Null where nothing is to come.</summary>
    internal TimeSpan? NextIn(long now, TimeProvider time)
    {
        var since = lastBegun == 0 ? TimeSpan.MaxValue : time.GetElapsedTime(lastBegun, now);
        TimeSpan? wanted = changed ? TimeSpan.Zero : until - since;
        return wanted is { } soon && notWithin - since is var rest && lastBegun != 0 ? (rest > soon ? rest : soon) : wanted;
    }

    internal void Begin(long now) => (changed, lastBegun, notWithin) = (false, now, publication.AtMostEvery);

    internal void Until(TimeSpan? moment) => until = moment;

    internal void Succeeded() => failures = 0;

    internal void Failed(long now)
    {
        failures++;
        changed = true;
        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestWait.TotalSeconds));
        notWithin = wait > publication.AtMostEvery ? wait : publication.AtMostEvery;
        lastBegun = now;
    }
}
