using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>
/// SQLite's single writer. Writes queue here; those waiting share one transaction, each in its own savepoint, so that one
/// failing write rolls back alone; all are answered after the one durable commit. No timer: an idle system adds no delay.
/// </summary>
internal sealed class SqliteLane : IWriteEngine, IAsyncDisposable
{
    private readonly Database database;
    private readonly IServiceScopeFactory scopes;
    private readonly Channel<Waiting> queue;
    private readonly Lazy<Task> loop;

    public SqliteLane(Database database, IServiceScopeFactory scopes)
    {
        this.database = database;
        this.scopes = scopes;
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(database.Options.LaneCapacity) { SingleReader = true });
        loop = new Lazy<Task>(StartApart);
    }

    public async Task RunAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct)
    {
        var waiting = new Waiting(process, work, ct);
        if (!queue.Writer.TryWrite(waiting))
        {
            throw new LaneFullException();
        }

        _ = loop.Value;
        await waiting.Done.Task;
    }

    /// <summary>Apart from the first caller: otherwise the loop would live in that one's language, trace and request for good.</summary>
    private Task StartApart()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(WorkAsync);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(WorkAsync);
        }
    }

    private async Task WorkAsync()
    {
        using var session = SqliteSession.Start(database.Options.ConnectionString);
        var group = new List<Waiting>(database.Options.LaneGroup);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (group.Count < database.Options.LaneGroup && queue.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            await RunGroupAsync(session, group);
            group.Clear();
        }
    }

    private async Task RunGroupAsync(SqliteSession session, List<Waiting> group)
    {
        var finished = new List<(Waiting Waiting, Unit Unit)>(group.Count);
        try
        {
            using var transaction = session.BeginTransaction(deferred: false);
            foreach (var waiting in group)
            {
                if (await RunOneAsync(session, transaction, waiting) is { } unit)
                {
                    finished.Add((waiting, unit));
                }
            }

            transaction.Commit();
        }
        catch (Exception e)
        {
            // The whole group is gone (disk full, I/O error): nobody may be told otherwise.
            foreach (var waiting in group)
            {
                waiting.Done.TrySetException(e);
            }

            return;
        }

        // Who lost to a neighbour in the same group hears of it when the neighbour can be seen.
        foreach (var waiting in group.Where(waiting => waiting.Failure is not null))
        {
            waiting.Done.TrySetException(waiting.Failure!);
        }

        foreach (var (waiting, unit) in finished)
        {
            waiting.RunAfterCommit(unit);
            waiting.Done.TrySetResult();
        }
    }

    private async Task<Unit?> RunOneAsync(SqliteSession session, SqliteTransaction transaction, Waiting waiting)
    {
        if (waiting.Cancel.IsCancellationRequested)
        {
            waiting.Done.TrySetCanceled(waiting.Cancel);
            return null;
        }

        session.Run("SAVEPOINT unit", transaction);
        waiting.Enter();
        try
        {
            var unit = await WriteScope.RunAsync(scopes, session, transaction, waiting.Process, waiting.Work, commit: false, waiting.Cancel);
            session.Run("RELEASE unit", transaction);
            return unit;
        }
        catch (Exception e)
        {
            session.Run("ROLLBACK TO unit", transaction);
            session.Run("RELEASE unit", transaction);
            waiting.Failure = e;
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (loop.IsValueCreated)
        {
            await loop.Value;
        }
    }

    private sealed record Waiting(ProcessContext Process, Func<Write, Task> Work, CancellationToken Cancel)
    {
        public Exception? Failure { get; set; }

        private readonly ExecutionContext? caller = ExecutionContext.Capture();

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Goes on in the caller's language, trace and request; the lane's async method leaves them with its end.</summary>
        public void Enter()
        {
            if (caller is not null)
            {
                ExecutionContext.Restore(caller);
            }
        }

        public void RunAfterCommit(Unit unit)
        {
            if (caller is null)
            {
                unit.RunAfterCommit();
            }
            else
            {
                ExecutionContext.Run(caller, static unit => ((Unit)unit!).RunAfterCommit(), unit);
            }
        }
    }
}

/// <summary>More writes wait than the lane holds: answered with 503 and Retry-After.</summary>
public sealed class LaneFullException() : Exception("Too many writes are waiting.");
