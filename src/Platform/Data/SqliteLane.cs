using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>
/// SQLite's single writer. Writes queue here; those waiting share one transaction, each in its own savepoint, so that one
/// failing write rolls back alone; all are answered after the one durable commit.
/// </summary>
internal sealed class SqliteLane : IWriteEngine, IAsyncDisposable
{
    private readonly Database database;
    private readonly IServiceScopeFactory scopes;
    private readonly GroupQueue<Waiting> queue;
    private SqliteSession? session;

    public SqliteLane(Database database, IServiceScopeFactory scopes)
    {
        this.database = database;
        this.scopes = scopes;
        queue = new GroupQueue<Waiting>(database.Options.LaneCapacity, database.Options.LaneGroup, RunGroupAsync);
    }

    public Task RunAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct) =>
        WaitAsync(new Waiting(async (transaction, cancel) => await WriteScope.RunAsync(scopes, session!, transaction, process, work, commit: false, cancel), ct));

    public Task StoreAsync(IReadOnlyList<RowChange> rows, CancellationToken ct) => WaitAsync(new Waiting(
        (transaction, _) =>
        {
            Saving.Store(session!, transaction, rows);
            return Task.FromResult<Unit?>(null);
        },
        ct));

    private Task WaitAsync(Waiting waiting)
    {
        queue.Add(waiting);
        return waiting.Done.Task;
    }

    private async Task RunGroupAsync(List<Waiting> group)
    {
        try
        {
            session ??= SqliteSession.Start(database.Options.ConnectionString);
            using var transaction = session.BeginTransaction(deferred: false);
            foreach (var waiting in group)
            {
                await RunOneAsync(session, transaction, waiting);
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

        foreach (var waiting in group.Where(waiting => waiting.Failure is null))
        {
            waiting.RunAfterCommit();
            waiting.Done.TrySetResult();
        }
    }

    private static async Task RunOneAsync(SqliteSession session, SqliteTransaction transaction, Waiting waiting)
    {
        if (waiting.Cancel.IsCancellationRequested)
        {
            waiting.Failure = new OperationCanceledException(waiting.Cancel);
            return;
        }

        session.Run("SAVEPOINT unit", transaction);
        waiting.Enter();
        try
        {
            waiting.Unit = await waiting.Work(transaction, waiting.Cancel);
            session.Run("RELEASE unit", transaction);
        }
        catch (Exception e)
        {
            session.Run("ROLLBACK TO unit", transaction);
            session.Run("RELEASE unit", transaction);
            waiting.Failure = e;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        session?.Dispose();
    }

    private sealed record Waiting(Func<SqliteTransaction, CancellationToken, Task<Unit?>> Work, CancellationToken Cancel)
    {
        private readonly ExecutionContext? caller = ExecutionContext.Capture();

        public Exception? Failure { get; set; }

        public Unit? Unit { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Goes on in the caller's language, trace and request; the lane's async method leaves them with its end.</summary>
        public void Enter()
        {
            if (caller is not null)
            {
                ExecutionContext.Restore(caller);
            }
        }

        public void RunAfterCommit()
        {
            if (caller is null)
            {
                Unit?.RunAfterCommit();
            }
            else if (Unit is not null)
            {
                ExecutionContext.Run(caller, static unit => ((Unit)unit!).RunAfterCommit(), Unit);
            }
        }
    }
}
