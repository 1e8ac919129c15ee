using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site;

/// <summary>What each kind of data promises about its age, and the sentence that tells the reader when the promise is broken.</summary>
internal sealed class Freshness(Words words, Text text, TimeProvider time)
{
    /// <summary>Readings come every ten minutes; one may be late.</summary>
    internal static readonly TimeSpan Readings = TimeSpan.FromMinutes(20);

    internal bool IsOld(LatestReading reading) => Age(reading.At) > Readings;

    internal IEnumerable<string> OfReadings(IReadOnlyCollection<LatestReading> readings)
    {
        if (readings.Count > 0 && Age(readings.Max(reading => reading.At)) is var age && age > Readings)
        {
            yield return text["observatory.site.old.readings", words.Age(age)];
        }
    }

    internal IEnumerable<string> OfStation(IReadOnlyCollection<LatestReading> readings)
    {
        if (readings.Count > 0 && Age(readings.Max(reading => reading.At)) is var age && age > Readings)
        {
            yield return text["observatory.site.station.old", words.Age(age)];
        }
    }

    internal IEnumerable<string> OfLightning(LightningWatch? watch)
    {
        if (watch is not null && Age(watch.Until) is var age && age > Readings)
        {
            yield return text["observatory.site.old.lightning", words.Age(age)];
        }
    }

    internal IEnumerable<string> OfForecast(Issued<LocalForecast>? forecast) => Of("observatory.site.old.forecast", forecast?.IssuedAt, forecast?.NextIssueAt);

    internal IEnumerable<string> OfNineDays(Issued<NineDayForecast>? forecast) => Of("observatory.site.old.nine", forecast?.IssuedAt, forecast?.NextIssueAt);

    private IEnumerable<string> Of(string key, DateTimeOffset? issued, DateTimeOffset? next)
    {
        if (next < time.GetUtcNow())
        {
            yield return text[key, words.Age(Age(issued!.Value)), Words.When(next.Value)];
        }
    }

    /// <summary>In whole seconds: what a database cuts off an instant makes nothing old.</summary>
    private TimeSpan Age(DateTimeOffset at) => TimeSpan.FromSeconds(Math.Floor((time.GetUtcNow() - at).TotalSeconds));
}
