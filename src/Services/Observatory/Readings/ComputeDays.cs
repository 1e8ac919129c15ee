using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Readings;

/// <summary>The days' values from their good readings: today's and yesterday's every ten minutes.</summary>
internal sealed class ComputeDays(ObservatoryDb db, Writes writes, TimeProvider time) : IScheduledJob
{
    /// <summary>A whole day has so many hours with a reading in them.</summary>
    private const int Hours = 24;

    public async Task RunAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        await ComputeAsync(today.AddDays(-1), ct);
        await ComputeAsync(today, ct);
    }

    internal async Task ComputeAsync(DateOnly day, CancellationToken ct)
    {
        var (from, to) = (HongKong.StartOf(day), HongKong.StartOf(day.AddDays(1)));
        Quantity[] wanted = [Quantity.Temperature, Quantity.RelativeHumidity, Quantity.Rainfall];
        // An hour's rain belongs to the day in which the hour lies, its end included.
        var readings = await db.Readings.AsNoTracking()
            .Where(reading => wanted.Contains(reading.Quantity) && reading.Quality == Quality.Good && reading.At >= from && reading.At <= to)
            .Select(reading => new DayReading(reading.Station, reading.Quantity, reading.At, reading.Value!.Value)).ToListAsync(ct);
        var values = readings.GroupBy(reading => (reading.Station, reading.Quantity)).SelectMany(series => DayValues(series.Key.Station, series.Key.Quantity, day, [.. series])).ToList();
        await writes.RunAsync(write => write.Get<ObservatoryDb>().MergeManyAsync(values, ct), ct);
    }

    /// <summary>What one series says of a day.</summary>
    internal static IEnumerable<DailyValue> DayValues(string station, Quantity quantity, DateOnly day, IReadOnlyList<DayReading> readings)
    {
        var (from, to) = (HongKong.StartOf(day), HongKong.StartOf(day.AddDays(1)));
        if (quantity == Quantity.Rainfall)
        {
            // Readings say how much fell in the hour up to them: those at whole hours add up to the day.
            var hourly = readings.Where(reading => reading.At > from && reading.At <= to && reading.At.UtcTicks % TimeSpan.TicksPerHour == 0).ToList();
            return hourly.Count == 0 ? [] : [Value(DailyElement.Rainfall, hourly.Sum(reading => reading.Value), hourly.Count == Hours)];
        }

        var inside = readings.Where(reading => reading.At >= from && reading.At < to).ToList();
        if (inside.Count == 0)
        {
            return [];
        }

        var isComplete = inside.Select(reading => reading.At.Hour).Distinct().Count() == Hours;
        // Each hour counts as much as another, however often the station reported in it.
        var mean = inside.GroupBy(reading => reading.At.Hour).Average(hour => hour.Average(reading => reading.Value));
        var (most, least) = (inside.Max(reading => reading.Value), inside.Min(reading => reading.Value));
        return quantity == Quantity.Temperature
            ? [Value(DailyElement.MeanTemperature, mean, isComplete), Value(DailyElement.MaximumTemperature, most, isComplete), Value(DailyElement.MinimumTemperature, least, isComplete)]
            : [Value(DailyElement.MaximumHumidity, most, isComplete), Value(DailyElement.MinimumHumidity, least, isComplete)];

        DailyValue Value(DailyElement element, double value, bool complete) => new() { Station = station, Element = element, Day = day, Value = Math.Round(value, 1), IsComplete = complete };
    }
}

/// <summary>Nightly: every day that late and corrected readings may still reach, before its record is closed.</summary>
internal sealed class ComputeOpenDays(ComputeDays compute, TimeProvider time) : IScheduledJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        for (var back = (int)ReadingRules.MostBehind.TotalDays; back > 1; back--)
        {
            await compute.ComputeAsync(today.AddDays(-back), ct);
        }
    }
}

internal sealed record DayReading(string Station, Quantity Quantity, DateTimeOffset At, double Value);
