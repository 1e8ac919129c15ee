using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Site.Home;

/// <summary>A value of now and the station it comes from.</summary>
internal sealed record Shown(Station Station, LatestReading Reading);

/// <summary>What stands for the whole of Hong Kong: the Observatory's own readings, King's Park's where it has none.</summary>
internal sealed class NowInHongKong(IReadOnlyCollection<LatestReading> readings)
{
    private static readonly string[] Stations = ["HKO", "KP"];

    internal Shown? this[Quantity quantity] => Stations
        .SelectMany(code => readings.Where(reading => reading.Station == code && reading.Quantity == quantity))
        .Select(reading => new Shown(StationList.Find(reading.Station)!, reading))
        .FirstOrDefault();

    internal bool IsEmpty => Enum.GetValues<Quantity>().All(quantity => this[quantity] is null);

    /// <summary>The gust of the same minutes as the mean wind; an older one says nothing about now.</summary>
    internal double? Gust => this[Quantity.WindSpeed] is { } wind
        ? readings.FirstOrDefault(reading => reading.Station == wind.Station.Code && reading.Quantity == Quantity.WindGust && reading.At == wind.Reading.At)?.Value
        : null;

    internal double? Direction => this[Quantity.WindSpeed] is { } wind
        ? readings.FirstOrDefault(reading => reading.Station == wind.Station.Code && reading.Quantity == Quantity.WindDirection && reading.At == wind.Reading.At)?.Value
        : null;
}
