namespace OneStop.Platform.Events;

/// <summary>Wakes a loop of this node that otherwise looks once a second: the dispatcher as soon as an event is committed, the publisher when something changed.</summary>
public sealed class EventSignal
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
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

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => raised.WaitAsync(atMost, ct);
}
