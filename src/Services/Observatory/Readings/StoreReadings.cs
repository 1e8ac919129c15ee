using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Readings;

/// <summary>
/// Takes readings in, as many as come, in one write: checks each against its neighbours in time, stores what is new, keeps what a
/// correction replaces, and moves each series' latest value along. Readings in order cost one look at the latest values, however many.
/// </summary>
internal sealed class StoreReadings(Write write, TimeProvider time)
{
    internal const string Lock = "observatory.readings";
    private readonly ObservatoryDb db = write.Get<ObservatoryDb>();
    private readonly List<Reading> stored = [];
    private readonly List<LatestReading> moved = [];

    internal async Task<TakenReading[]> RunAsync(IReadOnlyList<IncomingReading> incoming, CancellationToken ct)
    {
        // One writer of readings at a time, over all nodes: what was looked at stays as it was until the commit.
        await write.LockAsync(Lock, ct);
        var stations = incoming.Select(reading => reading.Station).Distinct().ToList();
        var latest = await db.Latest.AsNoTracking().Where(row => stations.Contains(row.Station)).ToDictionaryAsync(row => (row.Station, row.Quantity), ct);
        var results = new TakenReading[incoming.Count];
        foreach (var series in Enumerable.Range(0, incoming.Count).GroupBy(index => (incoming[index].Station, incoming[index].Quantity)))
        {
            var inOrder = series.OrderBy(index => incoming[index].At).ToList();
            var known = latest.GetValueOrDefault(series.Key);
            var timeline = known is not null && incoming[inOrder[0]].At > known.NewestAt
                ? Timeline.AfterLatest(known)
                : Timeline.Of(await NearbyAsync(series.Key.Station, series.Key.Quantity, inOrder.ConvertAll(index => incoming[index].At), ct));
            foreach (var index in inOrder)
            {
                results[index] = Take(timeline, incoming[index]);
            }

            if (inOrder.Exists(index => results[index].Taken != Taken.Unchanged))
            {
                await MoveLatestAsync(known, timeline, series.Key.Station, series.Key.Quantity, ct);
            }
        }

        await db.InsertManyAsync(stored, ct);
        await db.MergeManyAsync(moved, ct);
        return results;
    }

    private TakenReading Take(Timeline timeline, IncomingReading incoming)
    {
        var there = timeline.Find(incoming.At);
        if (there is not null && there.Value.Equals(incoming.Value))
        {
            return new(Taken.Unchanged, there.Quality);
        }

        var quality = QualityCheck.Judge(incoming.Quantity, incoming.Value, timeline.Around(incoming.At));
        var now = time.GetUtcNow();
        if (there is null)
        {
            there = new Reading
            {
                Station = incoming.Station,
                Quantity = incoming.Quantity,
                At = incoming.At,
                Value = incoming.Value,
                Quality = quality,
                ReceivedAt = now,
                IsDemonstration = incoming.IsDemonstration,
            };
            stored.Add(there);
            timeline.Add(there);
            BearOut(timeline, there);
            return new(Taken.Stored, quality);
        }

        db.Corrections.Add(new Correction
        {
            Id = Ids.New(),
            Station = there.Station,
            Quantity = there.Quantity,
            At = there.At,
            OldValue = there.Value,
            OldQuality = there.Quality,
            NewValue = incoming.Value,
            CorrectedAt = now,
            CorrectedBy = incoming.From,
        });
        (there.Value, there.Quality, there.ReceivedAt, there.IsDemonstration) = (incoming.Value, quality, now, incoming.IsDemonstration);
        BearOut(timeline, there);
        return new(Taken.Corrected, quality);
    }

    /// <summary>A jump that this reading follows, or leads to, is no spike.</summary>
    private void BearOut(Timeline timeline, Reading reading)
    {
        foreach (var neighbour in timeline.Beside(reading.At))
        {
            if (neighbour.Quality == Quality.Spike && QualityCheck.Judge(neighbour.Quantity, neighbour.Value, timeline.Around(neighbour.At)) == Quality.Good)
            {
                if (timeline.IsBrief && !stored.Contains(neighbour))
                {
                    // Known from the latest value only: what is stored changes its quality and nothing else.
                    db.Attach(neighbour);
                }

                neighbour.Quality = Quality.Good;
            }
        }
    }

    /// <summary>What is stored around the instants, not all that lies between the first and the last: they may be weeks apart.</summary>
    private async Task<List<Reading>> NearbyAsync(string station, Quantity quantity, List<DateTimeOffset> instants, CancellationToken ct)
    {
        var nearby = new List<Reading>();
        for (var first = 0; first < instants.Count;)
        {
            var last = first;
            while (last + 1 < instants.Count && instants[last + 1] - instants[last] <= 2 * QuantityLimits.Window)
            {
                last++;
            }

            var (after, before) = (instants[first] - QuantityLimits.Window, instants[last] + QuantityLimits.Window);
            nearby.AddRange(await db.Readings.Where(reading => reading.Station == station && reading.Quantity == quantity && reading.At >= after && reading.At <= before)
                .OrderBy(reading => reading.At).ToListAsync(ct));
            first = last + 1;
        }

        return nearby;
    }

    private async Task MoveLatestAsync(LatestReading? known, Timeline timeline, string station, Quantity quantity, CancellationToken ct)
    {
        var good = timeline.Newest(reading => reading.Quality == Quality.Good);
        if (known is not null && timeline.Find(known.At) is { Quality: not Quality.Good } && !(good?.At > known.At))
        {
            // The latest value was corrected away: the newest good one before it takes its place.
            var before = known.At;
            var earlier = await db.Readings.AsNoTracking()
                .Where(reading => reading.Station == station && reading.Quantity == quantity && reading.At < before && reading.Quality == Quality.Good)
                .OrderByDescending(reading => reading.At).FirstOrDefaultAsync(ct);
            good = good is null || earlier?.At > good.At ? earlier : good;
            if (good is null)
            {
                await db.Latest.Where(row => row.Station == station && row.Quantity == quantity).ExecuteDeleteAsync(ct);
                return;
            }
        }
        else if (known is not null && (good is null || good.At < known.At))
        {
            good = null;
        }

        var value = good is not null ? (good.At, good.Value!.Value, good.IsDemonstration) : known is not null ? (known.At, known.Value, known.IsDemonstration) : default;
        if (value.At == default)
        {
            return;
        }

        var newest = timeline.Newest(_ => true)?.At is { } last && !(last < known?.NewestAt) ? last : known!.NewestAt;
        var suspect = timeline.Newest(reading => reading.Quality == Quality.Spike) is { } spike && spike.At > value.At ? spike : null;
        if (suspect is null && known?.SuspectAt > value.At && timeline.Find(known.SuspectAt.Value) is null)
        {
            suspect = new Reading { Station = station, Quantity = quantity, At = known.SuspectAt.Value, Value = known.SuspectValue };
        }

        moved.Add(new LatestReading
        {
            Station = station,
            Quantity = quantity,
            At = value.At,
            Value = value.Item2,
            IsDemonstration = value.IsDemonstration,
            NewestAt = newest,
            SuspectAt = suspect?.At,
            SuspectValue = suspect?.Value,
        });
    }
}
