using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Ogc;

/// <summary>The forecast as features: one for each station and hour; without a time, of the hour that is nearest.</summary>
internal sealed class ForecastFeatures(ForecastGrids grids, TimeProvider time)
{
    internal static readonly string[] Properties = ["station"];

    internal (IReadOnlyList<object> Features, string? Next) Read(FeatureQuery query)
    {
        if (grids.Current is not { } grid)
        {
            return ([], null);
        }

        var now = grid.StepAt(time.GetUtcNow()) ?? 0;
        var steps = query.HasInterval ? Enumerable.Range(0, grid.Steps).Where(step => query.Interval.Contains(grid.At(step))) : [now];
        var all = from station in StationList.All
                  where query.Has("station", station.Code) && query.Box?.Contains(station.Longitude, station.Latitude) != false && grid.Covers(station.Latitude, station.Longitude)
                  from step in steps
                  select (Id: StationFeatures.IdOf(station, grid.At(step)), station, step);
        var page = (query.After is null ? all : all.SkipWhile(feature => feature.Id != query.After).Skip(1)).Take(query.Limit + 1).ToList();
        return ([.. page.Take(query.Limit).Select(feature => Feature(grid, feature.station, feature.step))], page.Count > query.Limit ? page[query.Limit - 1].Id : null);
    }

    internal object? Find(string id) =>
        grids.Current is { } grid && StationFeatures.ParseId(id) is var (station, at) && grid.StepAt(at) is { } step && grid.At(step) == at && grid.Covers(station.Latitude, station.Longitude)
            ? Feature(grid, station, step)
            : null;

    private static object Feature(ForecastGrid grid, Station station, int step) => StationFeatures.AtStation(
        station, grid.At(step),
        Parameter.Forecast.Select(parameter => (parameter.Value, grid.Value(parameter.Key, step, station.Latitude, station.Longitude))));
}
