using System.Collections.Concurrent;

namespace OneStop.Platform.Events;

/// <summary>Wakes a loop of this node that otherwise looks once a second: the dispatcher as soon as an event is committed, the publisher when something changed.</summary>
public sealed class EventSignal
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly ConcurrentDictionary<string, bool> named = new(StringComparer.Ordinal);
    private volatile bool all;

    /// <summary>Something may wait for anybody.</summary>
    public void Raise()
    {
        all = true;
        Wake();
    }

    internal void Raise(IEnumerable<string> subscribers)
    {
        foreach (var subscriber in subscribers)
        {
            named[subscriber] = true;
        }

        Wake();
    }

    /// <returns>Who was named; null where nobody knows who: somebody raised it for all, or the time was up.</returns>
    internal async Task<IReadOnlyCollection<string>?> WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (!await raised.WaitAsync(atMost, ct) || all)
        {
            all = false;
            return null;
        }

        var subscribers = named.Keys.ToList();
        subscribers.ForEach(subscriber => named.TryRemove(subscriber, out _));
        return subscribers;
    }

    private void Wake()
    {
        if (raised.CurrentCount == 0)
        {
            try
            {
                raised.Release();
            }
            catch (SemaphoreFullException)
            {
                // Raised by another one in the same instant: one wake-up serves both.
            }
        }
    }
}
