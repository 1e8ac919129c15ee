namespace OneStop.Platform.PublicPages;

/// <summary>When a publication is to be rendered.</summary>
internal sealed class Due(Publication publication)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private volatile bool changed = true;
    private volatile bool running;
    private long begun;
    private TimeSpan notWithin;
    private TimeSpan? until;
    private int failures;

    internal Publication Publication => publication;

    // What fails is tried after a second, and each time twice as long.
    private TimeSpan Wait => failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestWait.TotalSeconds));

    internal bool IsFailing => failures > 0;

    internal void Change() => changed = true;

    internal bool IsDue(long now, TimeProvider time) => NextIn(now, time) <= TimeSpan.Zero;

    /// <summary>Null where nothing is to come.</summary>
    internal TimeSpan? NextIn(long now, TimeProvider time)
    {
        if (running)
        {
            return null;
        }

        if (begun == 0)
        {
            return TimeSpan.Zero;
        }

        var since = time.GetElapsedTime(begun, now);
        TimeSpan? wanted = changed ? TimeSpan.Zero : until - since;
        var rest = (notWithin > Wait ? notWithin : Wait) - since;
        return wanted < rest ? rest : wanted;
    }

    internal void Begin(long now) => (running, changed, begun) = (true, false, now);

    internal void Until(TimeSpan? moment) => until = moment;

    internal void Succeeded() => failures = 0;

    internal void Failed()
    {
        failures++;
        changed = true;
    }

    /// <summary>However much changes, rendering takes half of a core at the most.</summary>
    internal void Ended(TimeSpan took)
    {
        notWithin = publication.AtMostEvery > 2 * took ? publication.AtMostEvery : 2 * took;
        running = false;
    }
}
