using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.OpenData;

/// <summary>The newest values that belong together: what is more than an hour older than the newest of its quantity is left out, as missing.</summary>
internal sealed class Now(IReadOnlyList<LatestReading> latest)
{
    internal static readonly TimeSpan Together = TimeSpan.FromHours(1);

    private readonly ILookup<Quantity, LatestReading> byQuantity = latest.ToLookup(reading => reading.Quantity);

    /// <summary>The newest instant of all readings; the beginning of time where there is none.</summary>
    internal DateTimeOffset Newest { get; } = latest.Count == 0 ? DateTimeOffset.UnixEpoch : latest.Max(reading => reading.At);

    internal Measured Of(Quantity quantity)
    {
        var readings = byQuantity[quantity].ToDictionary(reading => reading.Station);
        var newest = readings.Count == 0 ? (DateTimeOffset?)null : readings.Values.Max(reading => reading.At);
        return new Measured(
            newest,
            [
                .. from station in StationList.All
                   let reading = readings.GetValueOrDefault(station.Code)
                   where reading is not null && newest - reading.At <= Together
                   select new StationValue(station, reading.At, reading.Value),
            ]);
    }
}

internal sealed record Measured(DateTimeOffset? Newest, IReadOnlyList<StationValue> Values)
{
    internal double? At(Station station) => Values.FirstOrDefault(value => value.Station == station)?.Value;
}

internal sealed record StationValue(Station Station, DateTimeOffset At, double Value);
