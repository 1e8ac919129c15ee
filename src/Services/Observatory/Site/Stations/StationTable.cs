using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Stations;

internal enum StationOrder
{
    Usual,
    High,
    Low,
}

/// <summary>What the table of stations can show: a quantity, and for the wind what goes with it.</summary>
internal sealed record StationElement(string Slug, Quantity Quantity)
{
    internal static readonly IReadOnlyList<StationElement> All =
    [
        new("temperature", Quantity.Temperature), new("humidity", Quantity.RelativeHumidity), new("wind", Quantity.WindSpeed), new("rain", Quantity.Rainfall),
        new("pressure", Quantity.Pressure), new("visibility", Quantity.Visibility), new("uv", Quantity.UvIndex), new("grass", Quantity.GrassTemperature),
        new("tide", Quantity.Tide),
    ];

    /// <summary>Those that some station measures.</summary>
    internal static readonly IReadOnlyList<StationElement> Measured = [.. All.Where(element => StationList.Measuring(element.Quantity).Any())];

    internal static StationElement? Find(string slug) => Measured.FirstOrDefault(element => element.Slug == slug);

    internal bool IsWind => Quantity == Quantity.WindSpeed;

    internal bool IsTemperature => Quantity == Quantity.Temperature;
}

/// <param name="Latest">Nothing: the station has sent none.</param>
/// <param name="High">Highest since midnight, for temperatures.</param>
internal sealed record StationRow(Station Station, LatestReading? Latest, double? Direction, double? Gust, double? High, double? Low);

/// <summary>The newest reading of one element at every station that measures it.</summary>
internal sealed class StationTable(ObservatoryDb db, Weather weather)
{
    internal async Task<IReadOnlyList<StationRow>> RowsAsync(StationElement element, StationOrder order, CancellationToken ct)
    {
        var now = (await weather.NowAsync(ct)).ToDictionary(latest => (latest.Station, latest.Quantity));
        var extremes = element.IsTemperature ? await ExtremesAsync(now.Values, ct) : [];
        var rows = StationList.Measuring(element.Quantity).Select(station =>
        {
            var latest = now.GetValueOrDefault((station.Code, element.Quantity));
            var extreme = extremes.GetValueOrDefault(station.Code);
            return new StationRow(
                station, latest, Beside(Quantity.WindDirection), Beside(Quantity.WindGust), extreme.High, extreme.Low);

            // The wind's other two belong to the same minutes or say nothing.
            double? Beside(Quantity quantity) =>
                element.IsWind && now.GetValueOrDefault((station.Code, quantity)) is { } other && other.At == latest?.At ? other.Value : null;
        });
        return order switch
        {
            StationOrder.High => [.. rows.OrderBy(row => row.Latest is null).ThenByDescending(row => row.Latest?.Value)],
            StationOrder.Low => [.. rows.OrderBy(row => row.Latest is null).ThenBy(row => row.Latest?.Value)],
            _ => [.. rows],
        };
    }

    /// <summary>Of the Hong Kong day that the newest reading belongs to.</summary>
    private async Task<Dictionary<string, (double? High, double? Low)>> ExtremesAsync(IReadOnlyCollection<LatestReading> now, CancellationToken ct)
    {
        if (now.Count == 0)
        {
            return [];
        }

        var midnight = HongKong.StartOf(HongKong.DayOf(now.Max(latest => latest.At)));
        return await db.Readings.AsNoTracking()
            .Where(reading => reading.Quantity == Quantity.Temperature && reading.At >= midnight && reading.Quality == Quality.Good)
            .GroupBy(reading => reading.Station)
            .Select(station => new { station.Key, High = station.Max(reading => reading.Value), Low = station.Min(reading => reading.Value) })
            .ToDictionaryAsync(station => station.Key, station => (station.High, station.Low), ct);
    }
}
