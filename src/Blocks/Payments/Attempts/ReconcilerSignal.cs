namespace OneStop.Payments.Attempts;

/// <summary>Wakes this node's reconciler; without it the reconciler looks by itself after its interval.</summary>
internal sealed class ReconcilerSignal
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
