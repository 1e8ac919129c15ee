using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Events;

namespace OneStop.Platform.Data;

/// <summary>
/// The only way to change anything. The work runs inside one transaction that every module's context shares, and the answer comes
/// after the commit is durable; what the work left unsaved is saved at its end. Called within a write, it joins that write. Work may run more than once (a conflict, a retry):
/// it reads what it needs inside, and touches nothing but the database.
/// </summary>
public sealed class Writes
{
    private readonly IServiceProvider services;
    private readonly Unit unit;
    private readonly ProcessContext process;
    private readonly IWriteEngine engine;
    private readonly BlindWrites blind;

    internal Writes(IServiceProvider services, Unit unit, ProcessContext process, IWriteEngine engine, BlindWrites blind) =>
        (this.services, this.unit, this.process, this.engine, this.blind) = (services, unit, process, engine, blind);

    public async Task<T> RunAsync<T>(Func<Write, Task<T>> work, CancellationToken ct = default)
    {
        if (unit.IsWrite)
        {
            return await work(services.GetRequiredService<Write>());
        }

        T result = default!;
        await engine.RunAsync(process, async write => result = await work(write), ct);
        process.Delivery?.Committed();
        return result;
    }

    /// <summary>
    /// A write for hot paths: it adds rows, goes on from rows that were read before it (<see cref="ModuleDb.Continue"/>), and asks the
    /// database nothing. Its work runs beside others'; only its rows queue, and share their commit. Work that asks after all is
    /// begun again as an ordinary write, and so is every later one of its kind.
    /// </summary>
    /// <param name="kind">What is written, for example an e-service's code: a name that few share.</param>
    public async Task<T> RunBlindAsync<T>(string kind, Func<Write, Task<T>> work, CancellationToken ct = default)
    {
        if (unit.IsWrite || process.Delivery is not null || blind.Asks(kind))
        {
            return await RunAsync(work, ct);
        }

        T result = default!;
        return await blind.TryAsync(kind, process, async write => result = await work(write), ct) ? result : await RunAsync(work, ct);
    }

    /// <summary>
    /// A write of its own that stands whatever becomes of the work it prepares (a number given out, a file noted). Within an event's
    /// handler it leaves the delivery open: only the write that does the work may mark it done.
    /// </summary>
    public async Task<T> RunApartAsync<T>(Func<Write, Task<T>> work, CancellationToken ct = default)
    {
        T result = default!;
        await engine.RunAsync(new ProcessContext { Actor = process.Actor, Trace = process.Trace }, async write => result = await work(write), ct);
        return result;
    }

    public Task RunAsync(Func<Write, Task> work, CancellationToken ct = default) =>
        RunAsync(async write =>
        {
            await work(write);
            return true;
        }, ct);
}

/// <summary>The write under way: contexts and contracts got from it share its transaction.</summary>
public sealed class Write(IServiceProvider services, Unit unit, ProcessContext process)
{
    public Actor Actor => process.Actor;

    /// <summary>A module's context or another block's contract, inside this write.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Stores the event with what caused it; handlers hear it after the commit.</summary>
    public void Publish(IEvent happened)
    {
        var (name, subscribers) = Get<PlatformDb>().Add(happened, services.GetRequiredService<EventSubscriptions>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        unit.Changed.UnionWith(unit.Watched.ChangedBy(happened, name));
        var signal = services.GetRequiredService<EventSignal>();
        AfterCommit(() => signal.Raise(subscribers));
    }

    /// <summary>Runs after the commit, in memory only (drop a cache, wake a loop). Lost if the process dies: never rely on it for work.</summary>
    public void AfterCommit(Action action) => unit.AfterCommit(action);

    /// <summary>
    /// Serialises writes that concern the same thing across nodes until this write ends.
    /// SQLite has one writer, so there it is free.
    /// </summary>
    public async Task LockAsync(string name, CancellationToken ct = default)
    {
        if (unit.IsBlind)
        {
            throw new AsksException();
        }

        if (unit.Kind == DatabaseKind.Postgres)
        {
            await Get<PlatformDb>().Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
        }
    }
}

internal interface IWriteEngine
{
    Task RunAsync(ProcessContext process, Func<Write, Task> work, CancellationToken ct);

    /// <summary>All of a blind write's rows or none, durable when it answers.</summary>
    Task StoreAsync(IReadOnlyList<RowChange> rows, CancellationToken ct);
}

/// <summary>Registers a module's context with the migrations and the drift test.</summary>
public sealed record ModuleDbType(Type Type);
