using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Usage.Counting;

/// <summary>
/// Adds what was counted to the figures every few seconds and once more at shutdown. A crash loses at most what one interval counted;
/// a flush that failed is sent again as it was, and one that had arrived after all is refused by its id.
/// </summary>
internal sealed partial class Flushing(
    IServiceScopeFactory scopes, Counters counters, Cells cells, NodeName node, TimeProvider time, ILogger<Flushing> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FlushesKept = TimeSpan.FromDays(2);
    private readonly SemaphoreSlim one = new(1, 1);
    private Flush? unsent;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await TryFlushAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // StopAsync flushes what is left.
        }
    }

    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        await TryFlushAsync(ct);
        await TryFlushAsync(ct);
    }

    internal async Task FlushAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            unsent ??= Flush.Of(counters.Drain(), cells, time.GetUtcNow());
            if (unsent is not null)
            {
                await SendAsync(unsent, ct);
                unsent = null;
            }
        }
        finally
        {
            one.Release();
        }
    }

    internal async Task SendAsync(Flush flush, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("usage");
            await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write => AddAsync(write.Get<UsageDb>(), flush, ct), ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            LogArrivedBefore(flush.Id);
        }
    }

    private async Task AddAsync(UsageDb db, Flush flush, CancellationToken ct)
    {
        await db.Flushes.Where(old => old.At < flush.At - FlushesKept).ExecuteDeleteAsync(ct);
        db.Flushes.Add(new StoredFlush { Id = flush.Id, Node = node.Value, At = flush.At });
        await db.SaveChangesAsync(ct);
        var local = HongKong.At(flush.At);
        var (day, hour, month) = (DateOnly.FromDateTime(local.DateTime), local.Hour, new DateOnly(local.Year, local.Month, 1));
        foreach (var (cell, count) in flush.Counts)
        {
            var (service, kind, step, channel, language, visitor) = (cell.Service, $"{cell.Kind}", $"{cell.Step}", $"{cell.Channel}", cell.Language, $"{cell.Visitor}");
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO usage_hours (day, hour, service, kind, step, channel, language, visitor, count)
                VALUES ({day}, {hour}, {service}, {kind}, {step}, {channel}, {language}, {visitor}, {count})
                ON CONFLICT (day, hour, service, kind, step, channel, language, visitor) DO UPDATE SET count = usage_hours.count + excluded.count
                """, ct);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO usage_months (month, service, kind, step, channel, language, visitor, count)
                VALUES ({month}, {service}, {kind}, {step}, {channel}, {language}, {visitor}, {count})
                ON CONFLICT (month, service, kind, step, channel, language, visitor) DO UPDATE SET count = usage_months.count + excluded.count
                """, ct);
        }
    }

    private async Task TryFlushAsync(CancellationToken ct)
    {
        try
        {
            await FlushAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Usage could not be added to the figures; the same counts are sent again in some seconds.")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(LogLevel.Information, "Flush {Id} had arrived before; it is counted once.")]
    private partial void LogArrivedBefore(Guid id);
}

/// <summary>What one node counted in one interval, in an order that all nodes share, so that two flushes never wait for each other in a circle.</summary>
internal sealed record Flush(Guid Id, DateTimeOffset At, IReadOnlyList<(Cell Cell, long Count)> Counts)
{
    internal static Flush? Of(Dictionary<int, long> drained, Cells cells, DateTimeOffset now) => drained.Count == 0 ? null
        : new Flush(Ids.New(), now, [.. drained.OrderBy(count => cells[count.Key].Service, StringComparer.Ordinal).ThenBy(count => count.Key).Select(count => (cells[count.Key], count.Value))]);
}
