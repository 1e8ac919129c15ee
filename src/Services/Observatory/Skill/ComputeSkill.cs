using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Demonstration;
using OneStop.Observatory.Readings;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Skill;

/// <summary>
/// Nightly: holds what was forecast for the past 90 days against what was observed, and nothing else. A day whose observations are not
/// complete counts for nothing; of several nine-day forecasts of a day the last one counts.
/// </summary>
internal sealed class ComputeSkill(ObservatoryDb db, Writes writes, TimeProvider time) : IScheduledJob
{
    internal const int Days = 90;
    private const string Headquarters = "HKO";

    public async Task RunAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        var (first, last) = (today.AddDays(-Days), today.AddDays(-1));
        List<SkillScore> scores = [.. await NineDaysAsync(first, last, ct), .. await GridAsync(first, last, ct)];
        await writes.RunAsync(async write =>
        {
            var inside = write.Get<ObservatoryDb>();
            await inside.Skill.ExecuteDeleteAsync(ct);
            await inside.InsertManyAsync(scores, ct);
        }, ct);
    }

    private async Task<IEnumerable<SkillScore>> NineDaysAsync(DateOnly first, DateOnly last, CancellationToken ct)
    {
        var since = HongKong.StartOf(first.AddDays(-9));
        var bulletins = await db.Bulletins.AsNoTracking().Where(bulletin => bulletin.Kind == BulletinKind.NineDayForecast && bulletin.IssuedAt >= since).ToListAsync(ct);
        var observed = (await db.Days.AsNoTracking().Where(day => day.Station == Headquarters && day.Day >= first && day.Day <= last && day.IsComplete && day.Value != null).ToListAsync(ct))
            .ToDictionary(day => (day.Element, day.Day), day => day.Value!.Value);
        var rain = await db.Days.Where(day => day.Element == DailyElement.Rainfall && day.Day >= first && day.Day <= last && day.IsComplete && day.Value != null)
            .GroupBy(day => day.Day).Select(day => new { day.Key, Mean = day.Average(station => station.Value!.Value) }).ToDictionaryAsync(day => day.Key, day => day.Mean, ct);

        return
            from bulletin in bulletins.GroupBy(bulletin => HongKong.DayOf(bulletin.IssuedAt)).Select(day => day.MaxBy(bulletin => bulletin.IssuedAt)!)
            from day in JsonSerializer.Deserialize<NineDayForecast>(bulletin.Content, DataFile.Json)!.Days
            where day.Date >= first && day.Date <= last
            group new DayForecast(day, bulletin.IssuedBy == DemoForecaster.Name) by 24 * (day.Date.DayNumber - HongKong.DayOf(bulletin.IssuedAt).DayNumber) into lead
            orderby lead.Key
            from score in (SkillScore?[])
            [
                OfValues(SkillElement.MaximumTemperature, lead.Key, [.. lead], DailyElement.MaximumTemperature, day => day.MaximumTemperature),
                OfValues(SkillElement.MinimumTemperature, lead.Key, [.. lead], DailyElement.MinimumTemperature, day => day.MinimumTemperature),
                OfValues(SkillElement.MaximumHumidity, lead.Key, [.. lead], DailyElement.MaximumHumidity, day => day.MaximumHumidity),
                OfValues(SkillElement.MinimumHumidity, lead.Key, [.. lead], DailyElement.MinimumHumidity, day => day.MinimumHumidity),
                OfRain(lead.Key, [.. lead]),
            ]
            where score is not null
            select score;

        SkillScore? OfValues(SkillElement element, int lead, List<DayForecast> forecasts, DailyElement measured, Func<ForecastDay, int> value)
        {
            var verified = forecasts.FindAll(forecast => observed.ContainsKey((measured, forecast.Day.Date)));
            if (verified.Count == 0)
            {
                return null;
            }

            var (bias, absolute) = Score.OfValues(verified.ConvertAll(forecast => ((double)value(forecast.Day), observed[(measured, forecast.Day.Date)])));
            return NineDay(element, lead, verified, Round(bias), Round(absolute), null, null);
        }

        SkillScore? OfRain(int lead, List<DayForecast> forecasts)
        {
            var verified = forecasts.FindAll(forecast => rain.ContainsKey(forecast.Day.Date));
            if (verified.Count == 0)
            {
                return null;
            }

            var (brier, climate) = Score.OfProbabilities(verified.ConvertAll(forecast => (Score.Middle(forecast.Day.Rain), rain[forecast.Day.Date] >= Score.SignificantRain)));
            return NineDay(SkillElement.SignificantRain, lead, verified, null, null, Round(brier), Round(climate));
        }

        SkillScore NineDay(SkillElement element, int lead, List<DayForecast> verified, double? bias, double? absolute, double? brier, double? climate) => new()
        {
            Product = SkillProduct.NineDay,
            Station = Headquarters,
            Element = element,
            Lead = lead,
            Count = verified.Count,
            MeanError = bias,
            MeanAbsoluteError = absolute,
            Brier = brier,
            BrierOfClimate = climate,
            FirstDay = verified.Min(forecast => forecast.Day.Date),
            LastDay = verified.Max(forecast => forecast.Day.Date),
            ComputedAt = time.GetUtcNow(),
            IsDemonstration = verified.Exists(forecast => forecast.IsDemonstration),
        };
    }

    private async Task<IEnumerable<SkillScore>> GridAsync(DateOnly first, DateOnly last, CancellationToken ct)
    {
        var (since, until) = (HongKong.StartOf(first), HongKong.StartOf(last.AddDays(1)));
        var errors = from point in db.Points
                     join reading in db.Readings on new { point.Station, point.Quantity, At = point.ValidAt } equals new { reading.Station, reading.Quantity, reading.At }
                     where point.ValidAt >= since && point.ValidAt < until && reading.Quality == Quality.Good
                     select new { point.Station, point.Quantity, point.Lead, point.ValidAt, Error = point.Value - reading.Value!.Value, Made = point.IsDemonstration || reading.IsDemonstration };
        var scores = await errors.GroupBy(error => new { error.Station, error.Quantity, error.Lead }).Select(group => new
        {
            group.Key,
            Count = group.Count(),
            Bias = group.Average(error => error.Error),
            Absolute = group.Average(error => Math.Abs(error.Error)),
            First = group.Min(error => error.ValidAt),
            Last = group.Max(error => error.ValidAt),
            Made = group.Max(error => error.Made ? 1 : 0),
        }).ToListAsync(ct);
        return scores.Select(score => new SkillScore
        {
            Product = SkillProduct.Grid,
            Station = score.Key.Station,
            Element = Enum.Parse<SkillElement>(score.Key.Quantity.ToString()),
            Lead = score.Key.Lead,
            Count = score.Count,
            MeanError = Round(score.Bias),
            MeanAbsoluteError = Round(score.Absolute),
            FirstDay = HongKong.DayOf(score.First),
            LastDay = HongKong.DayOf(score.Last),
            ComputedAt = time.GetUtcNow(),
            IsDemonstration = score.Made == 1,
        });
    }

    private static double Round(double value) => Math.Round(value, 3);

    private sealed record DayForecast(ForecastDay Day, bool IsDemonstration);
}
