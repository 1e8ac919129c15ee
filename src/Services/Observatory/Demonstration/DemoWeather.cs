using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Simulation;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Stations;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Demonstration;

/// <summary>
/// The demonstration's weather: at the first start two days of readings, a year of daily values, forecasts, a warning; from then on
/// every ten minutes what has fallen due since, however long the program stood still. What people and stations sent is left alone.
/// </summary>
internal sealed class DemoWeather(ObservatoryDb db, Writes writes, TimeProvider time) : IDemoData, IScheduledJob
{
    private const int Slice = 10_000;
    private static readonly TimeSpan Back = TimeSpan.FromHours(48);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RunInterval = TimeSpan.FromHours(6);
    private static readonly IReadOnlyList<(Station Station, Quantity Quantity)> Series = [.. StationList.All.SelectMany(station => station.Measures.Select(quantity => (station, quantity)))];
    private readonly MadeUpWeather weather = new();

    public int Order => 50;

    public Task RunAsync(CancellationToken ct) => FillAsync(ct);

    public async Task FillAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var runAt = Floor(now, RunInterval);
        var (hasDays, hasRun) = (await db.Days.AnyAsync(ct), await db.Runs.AnyAsync(run => run.RunAt >= runAt, ct));
        // What only computes goes on beside what only stores.
        var days = Task.Run(() => hasDays ? [] : MakeDays(HongKong.DayOf(now)), ct);
        var grid = Task.Run(() => hasRun ? null : DemoRun.Make(weather, runAt), ct);
        await FillReadingsAsync(now, ct);
        await FillLightningAsync(now, ct);
        if (await days is { Count: > 0 } year)
        {
            await writes.RunAsync(write => write.Get<ObservatoryDb>().InsertManyAsync(year, ct), ct);
        }

        await FillBulletinsAsync(now, ct);
        await FillWarningsAsync(now, ct);
        if (await grid is { } made)
        {
            await writes.RunAsync(write => RunWrites.StoreAsync(write, runAt, made, ct), ct);
        }

        if (!await db.Skill.AnyAsync(ct))
        {
            var points = MakePoints(now);
            await writes.RunAsync(async write =>
            {
                var inside = write.Get<ObservatoryDb>();
                await inside.InsertManyAsync(points, ct);
                await new ComputeSkill(inside, write.Get<Writes>(), time).RunAsync(ct);
            }, ct);
        }
    }

    private async Task FillReadingsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var latest = await db.Latest.ToDictionaryAsync(row => (row.Station, row.Quantity), ct);
        var until = Floor(now, Interval);
        var readings = new List<Reading>();
        foreach (var (station, quantity) in Series)
        {
            // A station that sends readings of its own needs none made up.
            var known = latest.GetValueOrDefault((station.Code, quantity));
            var from = known is null ? until - Back : known.IsDemonstration ? Later(until - Back, known.NewestAt + (Interval / 2)) : until;
            for (var at = Floor(from, Interval) + Interval; at <= until; at += Interval)
            {
                readings.Add(new Reading
                {
                    Station = station.Code,
                    Quantity = quantity,
                    At = at,
                    Value = weather.Measure(station, quantity, at),
                    ReceivedAt = now,
                    IsDemonstration = true,
                });
            }
        }

        // The oldest first, and what is newest noted with each slice: so it goes on where it was broken off.
        foreach (var slice in readings.OrderBy(reading => reading.At).Chunk(Slice))
        {
            await writes.RunAsync(write => StoreAsync(write, slice, ct), ct);
        }
    }

    private static async Task StoreAsync(Write write, Reading[] readings, CancellationToken ct)
    {
        await write.LockAsync(StoreReadings.Lock, ct);
        var db = write.Get<ObservatoryDb>();
        await db.InsertManyAsync(readings, ct);
        var rows = await db.Latest.ToDictionaryAsync(row => (row.Station, row.Quantity), ct);
        foreach (var newest in readings.GroupBy(reading => (reading.Station, reading.Quantity)).Select(group => group.Last()))
        {
            if (!rows.TryGetValue((newest.Station, newest.Quantity), out var row))
            {
                row = new LatestReading { Station = newest.Station, Quantity = newest.Quantity };
                db.Latest.Add(row);
            }

            if (row.At < newest.At)
            {
                (row.At, row.NewestAt, row.Value, row.IsDemonstration, row.SuspectAt, row.SuspectValue) = (newest.At, newest.At, newest.Value!.Value, true, null, null);
            }
        }
    }

    private async Task FillLightningAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (watch, until) = (await db.Lightning.AsNoTracking().SingleOrDefaultAsync(ct), Floor(now, Interval));
        // A network that reports of its own needs nothing made up.
        if (watch is { IsDemonstration: false } || watch?.Until >= until)
        {
            return;
        }

        var after = Later(watch?.Until ?? DateTimeOffset.MinValue, until - Back);
        var strokes = Thunderstorm.Between(after, until).SelectMany(storm => storm.Strokes(after, until)).ToList();
        await writes.RunAsync(write => TakeStrokes.StoreAsync(write, strokes, (after, until), isDemonstration: true, ct), ct);
    }

    /// <summary>The year up to yesterday; those whose readings are there are computed anew from them.</summary>
    private List<DailyValue> MakeDays(DateOnly today)
    {
        var days = new List<DailyValue>();
        foreach (var station in StationList.Measuring(Quantity.Temperature))
        {
            var isHeadquarters = station.Code == DemoForecaster.Headquarters.Code;
            for (var day = today.AddDays(-367); day < today; day = day.AddDays(1))
            {
                var made = DemoDay.Of(weather, station, day, withHumidity: isHeadquarters);
                days.Add(Of(DailyElement.MeanTemperature, made.Mean));
                days.Add(Of(DailyElement.MaximumTemperature, made.Maximum));
                days.Add(Of(DailyElement.MinimumTemperature, made.Minimum));
                days.Add(Of(DailyElement.Rainfall, made.Rain));
                if (isHeadquarters)
                {
                    days.Add(Of(DailyElement.MaximumHumidity, made.MaximumHumidity));
                    days.Add(Of(DailyElement.MinimumHumidity, made.MinimumHumidity));
                }

                DailyValue Of(DailyElement element, double value) => new() { Station = station.Code, Element = element, Day = day, Value = value, IsComplete = true };
            }
        }

        return days;
    }

    /// <summary>What the runs of the past nine days forecast for the two days whose readings are there.</summary>
    private List<PointForecast> MakePoints(DateTimeOffset now) =>
    [
        .. from pair in PointForecast.Verified
           from station in StationList.Measuring(pair.Measured)
           from lead in PointForecast.Leads
           from back in Enumerable.Range(0, (int)(Back / RunInterval))
           let valid = Floor(now, RunInterval) - (back * RunInterval)
           let runAt = valid.AddHours(-lead)
           select new PointForecast
           {
               RunAt = runAt, Station = station.Code, Quantity = pair.Measured, Lead = lead, ValidAt = valid,
               Value = Math.Round(DemoRun.Forecast(weather, station, pair.Measured, runAt, lead), 1), IsDemonstration = true,
           },
    ];

    private async Task FillBulletinsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var issued = await db.Bulletins.GroupBy(bulletin => bulletin.Kind).Select(kind => new { kind.Key, Next = kind.Max(bulletin => bulletin.NextIssueAt) }).ToDictionaryAsync(kind => kind.Key, kind => kind.Next, ct);
        var due = new List<Bulletin>();
        if (!issued.ContainsKey(BulletinKind.NineDayForecast))
        {
            due.AddRange(Enumerable.Range(1, 40).Select(back => DemoForecaster.NineDays(weather, HongKong.StartOf(HongKong.DayOf(now).AddDays(-back)).AddHours(16.5))));
        }

        if (IsDue(BulletinKind.NineDayForecast))
        {
            due.Add(DemoForecaster.NineDays(weather, now));
        }

        if (IsDue(BulletinKind.LocalForecast))
        {
            due.Add(DemoForecaster.Local(weather, now));
        }

        if (IsDue(BulletinKind.SpecialTips))
        {
            due.Add(DemoForecaster.Tips(now));
        }

        await writes.RunAsync(write => write.Get<ObservatoryDb>().Bulletins.AddRangeAsync(due, ct), ct);

        bool IsDue(BulletinKind kind) => !issued.TryGetValue(kind, out var next) || next <= now;
    }

    private async Task FillWarningsAsync(DateTimeOffset now, CancellationToken ct)
    {
        // A warning of the same kind that a forecaster has in force is theirs.
        var kind = DemoWarnings.KindAt(now).Kind;
        var newest = await db.Warnings.AsNoTracking().Where(step => step.Kind == kind).OrderByDescending(step => step.IssuedAt).ThenByDescending(step => step.Id).FirstOrDefaultAsync(ct);
        var stands = newest is { Action: not WarningAction.Cancel };
        if (stands && newest!.ProposedBy != DemoForecaster.Name)
        {
            return;
        }

        var due = DemoWarnings.Steps(Later(newest?.IssuedAt ?? DateTimeOffset.MinValue, now - Back), now, stands ? newest!.Chain : null).ToList();
        await writes.RunAsync(write => write.Get<ObservatoryDb>().Warnings.AddRangeAsync(due, ct), ct);
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan interval) => new(at.UtcTicks - (at.UtcTicks % interval.Ticks), TimeSpan.Zero);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
