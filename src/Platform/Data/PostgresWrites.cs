using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>
/// One transaction for each write that asks the database something; a conflict with another node's write runs the work again. The rows of
/// blind writes go together: those of many in one message and one commit, those of one table in one statement.
/// </summary>
internal sealed class PostgresWrites : IWriteEngine, IAsyncDisposable
{
    private const int Tries = 5;
    private readonly Database database;
    private readonly IServiceScopeFactory scopes;
    private readonly GroupQueue<Waiting> blind;
    private int underWay;

    public PostgresWrites(Database database, IServiceScopeFactory scopes)
    {
        (this.database, this.scopes) = (database, scopes);
        blind = new GroupQueue<Waiting>(database.Options.LaneCapacity, database.Options.LaneGroup, StoreGroupAsync);
    }

    public async Task RunAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct)
    {
        try
        {
            // Beyond the pool's connections they wait for one; a longer line than this helps nobody.
            if (Interlocked.Increment(ref underWay) > database.Options.LaneCapacity)
            {
                throw new LaneFullException();
            }

            await TryAsync(() => RunOnceAsync(process, work, ct), again: e => e is DbUpdateConcurrencyException || IsDeadlock(e));
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    public async Task StoreAsync(IReadOnlyList<RowChange> rows, CancellationToken ct)
    {
        if (rows.Count > 0)
        {
            var waiting = new Waiting(rows);
            blind.Add(waiting);
            await waiting.Done.Task;
        }
    }

    public ValueTask DisposeAsync() => blind.DisposeAsync();

    private static async Task TryAsync(Func<Task> work, Func<Exception, bool> again)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (attempt < Tries && again(e))
            {
            }
        }
    }

    private async Task RunOnceAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var unit = await WriteScope.RunAsync(scopes, connection, transaction, process, work, commit: true, ct);
        if (!unit.Committed)
        {
            await transaction.CommitAsync(CancellationToken.None);
        }

        unit.RunAfterCommit();
    }

    private async Task StoreGroupAsync(List<Waiting> group)
    {
        try
        {
            await using var connection = (NpgsqlConnection)await database.OpenAsync(CancellationToken.None);
            if (group.Count == 1 || !await StoreTogetherAsync(connection, group))
            {
                await StoreEachAsync(connection, group);
            }
        }
        catch (Exception e)
        {
            // Unknown whether it was stored: who asks again finds out.
            group.ForEach(waiting => waiting.Done.TrySetException(e));
        }
    }

    private static async Task<bool> StoreTogetherAsync(NpgsqlConnection connection, List<Waiting> group)
    {
        try
        {
            await Saving.StoreMergedAsync(connection, group.SelectMany(waiting => waiting.Rows));
        }
        catch (PostgresException)
        {
            return false;
        }

        group.ForEach(waiting => waiting.Done.TrySetResult());
        return true;
    }

    /// <summary>Somebody's row is refused: each for itself, so that the others are not.</summary>
    private static async Task StoreEachAsync(NpgsqlConnection connection, List<Waiting> group)
    {
        foreach (var waiting in group)
        {
            try
            {
                await TryAsync(() => Saving.StoreAloneAsync(connection, waiting.Rows), again: IsDeadlock);
                waiting.Done.TrySetResult();
            }
            catch (DbUpdateException e) when (!e.IsUnknown())
            {
                waiting.Done.TrySetException(e);
            }
        }
    }

    private static bool IsDeadlock(Exception e) => e switch
    {
        DbUpdateException { InnerException: PostgresException inner } => IsDeadlock(inner),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };

    private sealed record Waiting(IReadOnlyList<RowChange> Rows)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
