using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Warnings;

/// <param name="Speed">Mean of 10 minutes in km/h; null where the station has sent none lately.</param>
internal sealed record ReferenceWind(Station Station, double? Speed, DateTimeOffset? At);

/// <summary>
/// How many of the eight reference anemometers measure each wind now. An aid, not a decision: a signal says what is expected, so that
/// it may be right before any of these counts is reached, or without its being reached at all.
/// </summary>
internal sealed record WindAid(IReadOnlyList<ReferenceWind> Winds)
{
    /// <summary>Strong, gale and hurricane force, km/h.</summary>
    internal static readonly IReadOnlyList<int> Thresholds = [41, 63, 118];

    /// <summary>Half of the eight.</summary>
    internal const int Criterion = 4;

    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(25);

    internal static WindAid From(IReadOnlyList<LatestReading> now, DateTimeOffset at)
    {
        var speeds = now.Where(reading => reading.Quantity == Quantity.WindSpeed && reading.At > at - Fresh).ToDictionary(reading => reading.Station);
        return new WindAid([.. StationList.All.Where(station => station.IsReference).Select(station =>
            speeds.TryGetValue(station.Code, out var reading) ? new ReferenceWind(station, reading.Value, reading.At) : new ReferenceWind(station, null, null))]);
    }

    internal int Missing => Winds.Count(wind => wind.Speed is null);

    internal int AtLeast(int threshold) => Winds.Count(wind => wind.Speed >= threshold);
}
