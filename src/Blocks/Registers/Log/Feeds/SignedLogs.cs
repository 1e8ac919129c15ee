using System.Collections.Frozen;

namespace OneStop.Registers.Log.Feeds;

/// <summary>How far each log is signed, as this node last saw it: streams wait here, so that a thousand of them ask the database no more than one.</summary>
internal sealed class SignedLogs
{
    private FrozenDictionary<string, long> sizes = FrozenDictionary<string, long>.Empty;
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int listeners;

    internal bool HasListeners => Volatile.Read(ref listeners) > 0;

    /// <summary>Listens until disposed; null where so many listen that one more is refused.</summary>
    internal Listener? Listen(int most)
    {
        if (Interlocked.Increment(ref listeners) <= most)
        {
            return new Listener(this);
        }

        Interlocked.Decrement(ref listeners);
        return null;
    }

    internal void Tell(IReadOnlyDictionary<string, long> now)
    {
        if (now.All(log => sizes.GetValueOrDefault(log.Key) == log.Value))
        {
            return;
        }

        sizes = now.ToFrozenDictionary(StringComparer.Ordinal);
        Interlocked.Exchange(ref grown, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    internal sealed class Listener(SignedLogs logs) : IDisposable
    {
        /// <summary>True when the log has grown beyond a size; false where it has not for so long.</summary>
        internal async Task<bool> WaitAsync(string register, long beyond, TimeSpan patience, CancellationToken ct)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            end.CancelAfter(patience);
            while (true)
            {
                var next = Volatile.Read(ref logs.grown).Task;
                if (logs.sizes.GetValueOrDefault(register) > beyond)
                {
                    return true;
                }

                try
                {
                    await next.WaitAsync(end.Token);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    return false;
                }
            }
        }

        public void Dispose() => Interlocked.Decrement(ref logs.listeners);
    }
}
