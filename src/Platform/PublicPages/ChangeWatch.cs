using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OneStop.Platform.Data;
using OneStop.Platform.Events;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// Hears what any node has changed. The truth is the change log, looked at each second; a commit of this node and, on PostgreSQL, a
/// NOTIFY of another one only make it look at once. NOTIFY is sent after the commit: within it, it would make all commits queue.
/// </summary>
internal sealed partial class ChangeWatch(Database database, ChangeLog log, PublishedPages pages, Publisher publisher, ILogger<ChangeWatch> logger) : BackgroundService
{
    private const string Channel = "onestop_published";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);
    private readonly EventSignal wake = new();
    private int committed;
    private bool deaf;

    /// <summary>This node has just committed them.</summary>
    internal void Committed(Guid id, IReadOnlyCollection<DataTag> changed)
    {
        log.IsOwn(id);
        // The writer's own next request must not meet a page of before.
        pages.Kept.Drop([.. changed]);
        Volatile.Write(ref committed, 1);
        wake.Raise();
    }

    /// <summary>Notes where the log stands before anything is rendered.</summary>
    public override async Task StartAsync(CancellationToken ct)
    {
        await log.ReadAsync(ct);
        await base.StartAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        _ = database.Kind == DatabaseKind.Postgres ? ListenAsync(stopping) : Task.CompletedTask;
        var heard = Stopwatch.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (Interlocked.Exchange(ref committed, 0) == 1 && database.Kind == DatabaseKind.Postgres)
                {
                    await NotifyAsync(stopping);
                }

                var (changed, others) = await log.ReadAsync(stopping);
                pages.Hear();
                Tell(changed, others, Stopwatch.GetElapsedTime(heard));
                heard = Stopwatch.GetTimestamp();
                if (changed.Count > 0)
                {
                    // A thousand writes a second are a few dozen looks.
                    await Task.Delay(Breath, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                if (!deaf)
                {
                    deaf = true;
                    LogDeaf(e);
                }
            }

            await wake.WaitAsync(Poll, stopping);
        }
    }

    private void Tell(IReadOnlyList<DataTag> changed, IReadOnlyList<DataTag> others, TimeSpan silence)
    {
        if (deaf)
        {
            deaf = false;
            LogHears();
        }

        if (silence > ForgetDataChanges.Kept / 2)
        {
            pages.Kept.Clear();
            publisher.RenderAll();
        }
        else if (changed.Count > 0)
        {
            pages.Kept.Drop(others);
            publisher.Changed(changed);
        }
    }

    private async Task NotifyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "NOTIFY " + Channel;
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = (NpgsqlConnection)await database.OpenAsync(stopping);
                connection.Notification += (_, _) => wake.Raise();
                await using (var command = connection.CreateCommand())
                {
                    command.CommandText = "LISTEN " + Channel;
                    await command.ExecuteNonQueryAsync(stopping);
                }

                while (true)
                {
                    await connection.WaitAsync(stopping);
                }
            }
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                // The log is looked at each second all the same.
                await Task.Delay(Poll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The database does not say what has changed; public pages are served as they were, with their age.")]
    private partial void LogDeaf(Exception e);

    [LoggerMessage(LogLevel.Information, "The database says again what has changed.")]
    private partial void LogHears();
}
