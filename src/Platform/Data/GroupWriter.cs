using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>
/// Hot writes as data: the items of many requests share one write, up to a group's size at a time, and each is answered after that write
/// is durable. A group that is refused is written item by item, so that one request's bad data never fails its neighbours. Make one for
/// each kind of item, a singleton.
/// </summary>
/// <param name="name">Who acts, for the audit.</param>
/// <param name="store">Writes all items and answers each, in their order. Runs again where a conflict asks for it.</param>
public sealed class GroupWriter<TItem, TAnswer>(
    IServiceScopeFactory scopes, DatabaseOptions options, string name, Func<Write, IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> store) : IAsyncDisposable
{
    private GroupQueue<Waiting>? queue;

    private GroupQueue<Waiting> Queue => LazyInitializer.EnsureInitialized(ref queue, () => new GroupQueue<Waiting>(options.LaneCapacity, options.LaneGroup, StoreAsync));

    /// <exception cref="LaneFullException">Too many wait: answered with 503 and Retry-After.</exception>
    public Task<TAnswer> WriteAsync(TItem item)
    {
        var waiting = new Waiting(item);
        Queue.Add(waiting);
        return waiting.Done.Task;
    }

    /// <summary>Waiting items are still written.</summary>
    public ValueTask DisposeAsync() => queue?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task StoreAsync(List<Waiting> group)
    {
        try
        {
            Answer(group, await WriteAsync(group));
        }
        catch (Exception e) when (group.Count > 1 && !e.IsUnknown())
        {
            foreach (var waiting in group)
            {
                await StoreAsync([waiting]);
            }
        }
        catch (Exception e)
        {
            group.ForEach(waiting => waiting.Done.TrySetException(e));
        }
    }

    private async Task<IReadOnlyList<TAnswer>> WriteAsync(List<Waiting> group)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System(name);
        return await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write => store(write, [.. group.Select(waiting => waiting.Item)]));
    }

    private static void Answer(List<Waiting> group, IReadOnlyList<TAnswer> answers)
    {
        for (var i = 0; i < group.Count; i++)
        {
            group[i].Done.TrySetResult(answers[i]);
        }
    }

    private sealed record Waiting(TItem Item)
    {
        public TaskCompletionSource<TAnswer> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
