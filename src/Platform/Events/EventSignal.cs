namespace OneStop.Platform.Events;

/// <summary>Wakes this node's dispatcher as soon as an event is committed; other nodes look once a second.</summary>
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
                // Raised by another commit in the same instant: one wake-up serves both.
            }
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => raised.WaitAsync(atMost, ct);
}
