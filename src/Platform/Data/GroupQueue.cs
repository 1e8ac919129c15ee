using System.Threading.Channels;

namespace OneStop.Platform.Data;

/// <summary>
/// Work that waits is done in groups: whatever waits when the last group is done, up to a most. No timer, so an idle system adds no delay
/// and a busy one shares its commits among the more.
/// </summary>
/// <param name="capacity">More waiting than this is refused.</param>
/// <param name="most">Of one group.</param>
/// <param name="work">Answers each item of the group itself, and throws nothing. The list is used again.</param>
internal sealed class GroupQueue<T> : IAsyncDisposable
{
    private readonly Channel<T> queue;
    private readonly int most;
    private readonly Func<List<T>, Task> work;
    private readonly Lazy<Task> loop;

    public GroupQueue(int capacity, int most, Func<List<T>, Task> work)
    {
        (this.most, this.work) = (most, work);
        queue = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true });
        loop = new Lazy<Task>(StartApart);
    }

    /// <exception cref="LaneFullException"/>
    public void Add(T item)
    {
        if (!queue.Writer.TryWrite(item))
        {
            throw new LaneFullException();
        }

        _ = loop.Value;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (loop.IsValueCreated)
        {
            await loop.Value;
        }
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
        var group = new List<T>(most);
        while (await queue.Reader.WaitToReadAsync())
        {
            // Behind whoever is about to add: they go along with this group instead of waiting for the next.
            await Task.Yield();
            while (group.Count < most && queue.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            await work(group);
            group.Clear();
        }
    }
}

/// <summary>More writes wait than the lane holds: answered with 503 and Retry-After.</summary>
public sealed class LaneFullException() : Exception("Too many writes are waiting.");
