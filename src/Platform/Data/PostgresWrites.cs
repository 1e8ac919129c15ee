using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace OneStop.Platform.Data;

/// <summary>One transaction for each write; a conflict with another node's write runs the work again.</summary>
internal sealed class PostgresWrites(Database database, IServiceScopeFactory scopes) : IWriteEngine
{
    private const int Tries = 5;
    private int underWay;

    public async Task RunAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct)
    {
        try
        {
            // Beyond the pool's connections they wait for one; a longer line than this helps nobody.
            if (Interlocked.Increment(ref underWay) > database.Options.LaneCapacity)
            {
                throw new LaneFullException();
            }

            await RunTriesAsync(process, work, ct);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task RunTriesAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunOnceAsync(process, work, ct);
                return;
            }
            catch (Exception e) when (attempt < Tries && IsConflict(e))
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

    private static bool IsConflict(Exception e) => e switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: PostgresException inner } => IsConflict(inner),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };
}
