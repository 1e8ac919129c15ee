using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Skill;

/// <summary>What a run forecast for a station's place, kept when the run itself is gone: only so can it be held against what came.</summary>
internal sealed class PointForecast
{
    internal static readonly IReadOnlyList<(GridQuantity Forecast, Quantity Measured)> Verified =
        [(GridQuantity.Temperature, Quantity.Temperature), (GridQuantity.RelativeHumidity, Quantity.RelativeHumidity), (GridQuantity.WindSpeed, Quantity.WindSpeed)];

    /// <summary>Hours ahead that are kept.</summary>
    internal static readonly IReadOnlyList<int> Leads = [6, 12, 24, 48, 72, 96, 120, 144, 168, 192, 216];

    public required DateTimeOffset RunAt { get; init; }

    public required string Station { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>Hours after the run.</summary>
    public required int Lead { get; init; }

    public required DateTimeOffset ValidAt { get; init; }

    public required double Value { get; init; }

    public required bool IsDemonstration { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<PointForecast>(e =>
    {
        e.ToTable("Points").HasKey(point => new { point.RunAt, point.Station, point.Quantity, point.Lead });
        e.HasIndex(point => point.ValidAt);
    });

    internal static IEnumerable<PointForecast> Of(ForecastGrid grid) =>
        from pair in Verified
        from station in StationList.Measuring(pair.Measured)
        from lead in Leads
        where lead < grid.Steps
        let value = grid.Value(pair.Forecast, lead, station.Latitude, station.Longitude)
        where value is not null
        select new PointForecast { RunAt = grid.RunAt, Station = station.Code, Quantity = pair.Measured, Lead = lead, ValidAt = grid.At(lead), Value = Math.Round(value.Value, 1), IsDemonstration = grid.IsDemonstration };
}
