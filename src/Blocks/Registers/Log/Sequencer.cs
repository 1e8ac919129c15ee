using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Log;

/// <summary>
/// Gives entries their places in their registers' logs. An entry's place is decided here, a moment after it was written, and not by the
/// write itself: writes go on side by side on many nodes, a log has one order.
/// </summary>
internal sealed class Sequencer(RegistersDb db, Writes writes, RegisterLogs logs, IEnumerable<RegisterDefinition> registers, TimeProvider time)
{
    private const int Batch = 2_000;

    /// <summary>A grown log is signed again no sooner than this after the last time.</summary>
    internal static readonly TimeSpan SignedEvery = TimeSpan.FromSeconds(10);

    /// <summary>All registers, one after another; one that fails holds up no other.</summary>
    internal Task RunAsync(CancellationToken ct) => EachAsync(registers.Select(definition => definition.Name), async register =>
    {
        while (await db.Waiting.AnyAsync(entry => entry.Register == register, ct) && await AppendAsync(register, ct) == Batch)
        {
        }

        var due = time.GetUtcNow() - SignedEvery;
        if (await db.Logs.AnyAsync(log => log.Register == register && log.Size > log.SignedSize && (log.SignedAt == null || log.SignedAt <= due), ct))
        {
            await SignAsync(register, ifGrown: true, ct);
        }
    });

    /// <summary>Signs every log as it stands, grown or not: a fresh head says that nothing was added.</summary>
    internal async Task SignAllAsync(CancellationToken ct) =>
        await EachAsync(await db.Logs.Where(log => log.Size > 0).Select(log => log.Register).ToListAsync(ct), register => SignAsync(register, ifGrown: false, ct));

    private static async Task EachAsync(IEnumerable<string> names, Func<string, Task> workAsync)
    {
        ExceptionDispatchInfo? failed = null;
        foreach (var name in names)
        {
            try
            {
                await workAsync(name);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failed?.Throw();
    }

    private Task<int> AppendAsync(string register, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var log = await logs.OpenAsync(write, register, ct);
        var db = write.Get<RegistersDb>();
        var waiting = await db.Waiting.Where(entry => entry.Register == register)
            .OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.Key).ThenBy(entry => entry.Number).Take(Batch).ToListAsync(ct);
        var keys = waiting.Select(entry => entry.Key).Distinct().ToArray();
        var found = await db.Entries.AsNoTracking().Where(entry => entry.Register == register && keys.Contains(entry.Key)).ToDictionaryAsync(entry => (entry.Key, entry.Number), ct);
        await RegisterLogs.AppendAsync(db, log, waiting.ConvertAll(entry => found[(entry.Key, entry.Number)]), ct);
        db.Waiting.RemoveRange(waiting);
        return waiting.Count;
    }, ct);

    private Task SignAsync(string register, bool ifGrown, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var log = await logs.OpenAsync(write, register, ct);
        if (!ifGrown || log.Size > log.SignedSize)
        {
            await logs.SignAsync(write.Get<RegistersDb>(), log, ct);
        }
    }, ct);
}

/// <summary>A head each hour, whatever happened.</summary>
internal sealed class SignHeads(Sequencer sequencer) : IScheduledJob
{
    public Task RunAsync(CancellationToken ct) => sequencer.SignAllAsync(ct);
}
