using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Data;

/// <summary>A fresh scope joined to a transaction: the work, the delivery's done mark and all unsaved changes, once.</summary>
internal static class WriteScope
{
    internal static Task<Unit> RunAsync(
        IServiceScopeFactory scopes, DbConnection connection, DbTransaction transaction,
        ProcessContext process, Func<Write, Task> work, bool commit, CancellationToken ct) =>
        RunAsync(scopes, unit => unit.Join(connection, transaction), process, work, commit, ct);

    /// <exception cref="AsksException">The work needs a transaction.</exception>
    internal static Task<Unit> RunBlindAsync(IServiceScopeFactory scopes, ProcessContext process, Func<Write, Task> work, CancellationToken ct) =>
        RunAsync(scopes, unit => unit.GoBlind(), process, work, commit: false, ct);

    private static async Task<Unit> RunAsync(
        IServiceScopeFactory scopes, Action<Unit> join, ProcessContext process, Func<Write, Task> work, bool commit, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<Unit>();
        join(unit);
        var inner = scope.ServiceProvider.GetRequiredService<ProcessContext>();
        inner.Actor = process.Actor;
        inner.Trace = process.Trace;
        try
        {
            if (process.Delivery is { } delivery)
            {
                await delivery.MarkDoneAsync(scope.ServiceProvider.GetRequiredService<Events.PlatformDb>(), ct);
            }

            await work(scope.ServiceProvider.GetRequiredService<Write>());
            await unit.SaveAllAsync(commit, () => NoteChangesAsync(scope.ServiceProvider, unit, ct), ct);
            return unit;
        }
        catch
        {
            unit.Failed = true;
            throw;
        }
    }

    private static async Task NoteChangesAsync(IServiceProvider services, Unit unit, CancellationToken ct)
    {
        if (unit.Changed.Count == 0)
        {
            return;
        }

        if (unit.IsBlind)
        {
            throw new AsksException();
        }

        var id = await services.GetRequiredService<ChangeLog>().RecordAsync(services.GetRequiredService<Events.PlatformDb>(), unit.Changed, ct);
        var watch = services.GetRequiredService<ChangeWatch>();
        unit.AfterCommit(() => watch.Committed(id, unit.Changed));
    }
}
