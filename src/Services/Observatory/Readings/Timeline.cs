namespace OneStop.Observatory.Readings;

/// <summary>The readings of one series around those that come in, in order of time.</summary>
internal sealed class Timeline
{
    private readonly List<Reading> readings;

    private Timeline(List<Reading> readings, bool isBrief) => (this.readings, IsBrief) = (readings, isBrief);

    /// <summary>Only what the latest value tells: enough for what comes after it.</summary>
    internal bool IsBrief { get; }

    internal static Timeline Of(List<Reading> readings) => new(readings, isBrief: false);

    internal static Timeline AfterLatest(LatestReading latest)
    {
        List<Reading> brief = [new() { Station = latest.Station, Quantity = latest.Quantity, At = latest.At, Value = latest.Value, Quality = Quality.Good, IsDemonstration = latest.IsDemonstration }];
        if (latest is { SuspectAt: { } at, SuspectValue: { } value })
        {
            brief.Add(new() { Station = latest.Station, Quantity = latest.Quantity, At = at, Value = value, Quality = Quality.Spike });
        }

        return new(brief, isBrief: true);
    }

    internal Reading? Find(DateTimeOffset at)
    {
        var place = PlaceOf(at);
        return place < readings.Count && readings[place].At == at ? readings[place] : null;
    }

    internal void Add(Reading reading) => readings.Insert(PlaceOf(reading.At), reading);

    internal Reading? Newest(Func<Reading, bool> which) => readings.FindLast(reading => which(reading));

    /// <summary>The possible values nearest to the instant on either side, its own reading left out.</summary>
    internal Neighbours Around(DateTimeOffset at)
    {
        var place = PlaceOf(at);
        var (before, goodBefore) = Nearest(place - 1, -1, at);
        var (after, goodAfter) = Nearest(place < readings.Count && readings[place].At == at ? place + 1 : place, 1, at);
        return new(before, goodBefore, after, goodAfter);
    }

    /// <summary>The nearest possible readings on either side.</summary>
    internal IEnumerable<Reading> Beside(DateTimeOffset at)
    {
        var place = PlaceOf(at);
        for (var index = place - 1; index >= 0; index--)
        {
            if (IsPossible(readings[index]))
            {
                yield return readings[index];
                break;
            }
        }

        for (var index = place + 1; index < readings.Count; index++)
        {
            if (IsPossible(readings[index]))
            {
                yield return readings[index];
                break;
            }
        }
    }

    private (double? Any, double? Good) Nearest(int from, int direction, DateTimeOffset at)
    {
        double? any = null;
        for (var index = from; index >= 0 && index < readings.Count && (readings[index].At - at).Duration() <= QuantityLimits.Window; index += direction)
        {
            if (!IsPossible(readings[index]))
            {
                continue;
            }

            any ??= readings[index].Value;
            if (readings[index].Quality == Quality.Good)
            {
                return (any, readings[index].Value);
            }
        }

        return (any, null);
    }

    private static bool IsPossible(Reading reading) => reading.Quality is Quality.Good or Quality.Spike;

    private int PlaceOf(DateTimeOffset at)
    {
        // Most come at the end.
        if (readings.Count == 0 || readings[^1].At < at)
        {
            return readings.Count;
        }

        var (low, high) = (0, readings.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = readings[middle].At < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
