using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Simulation;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Demonstration;

/// <summary>A made-up run of the regional forecast: what the stations will measure, with an error that grows with the lead, spread over the cells between them.</summary>
internal sealed class DemoRun
{
    private const int Neighbours = 4;
    private readonly GridShape shape;
    private readonly MadeUpWeather weather;

    private DemoRun(MadeUpWeather weather, GridShape shape) => (this.weather, this.shape) = (weather, shape);

    internal static byte[] Make(MadeUpWeather weather, DateTimeOffset runAt)
    {
        var run = new DemoRun(weather, GridShape.HongKong(runAt, isDemonstration: true));
        return GridFile.Write(run.shape, run.Fill);
    }

    /// <summary>What the run of that hour forecasts for a station.</summary>
    internal static double Forecast(MadeUpWeather weather, Station station, Quantity quantity, DateTimeOffset runAt, int step)
    {
        var truth = weather.Measure(station, quantity, runAt.AddHours(step))!.Value;
        var error = (Noise.Smooth(Noise.Seed(quantity.ToString(), (ulong)runAt.ToUnixTimeSeconds()), step, 11) * (0.5 + (step / 48.0)))
            + (0.4 * Noise.Smooth(Noise.Seed(station.Code, (ulong)runAt.ToUnixTimeSeconds()), step, 5)) + 0.15;
        return quantity switch
        {
            Quantity.RelativeHumidity => Math.Clamp(truth + (4 * error), 15, 100),
            Quantity.WindSpeed => Math.Max(0, truth + (3 * error)),
            Quantity.WindDirection => (truth + (12 * error) + 359) % 360 + 1,
            Quantity.Rainfall => Math.Max(0, truth * (1 + (0.5 * error))),
            _ => truth + error,
        };
    }

    private void Fill(GridValues values)
    {
        Spread(values, GridQuantity.Temperature, Quantity.Temperature);
        Spread(values, GridQuantity.RelativeHumidity, Quantity.RelativeHumidity);
        Spread(values, GridQuantity.Rainfall, Quantity.Rainfall);
        SpreadWind(values);
        Probability(values);
    }

    private void Spread(GridValues values, GridQuantity quantity, Quantity measured)
    {
        var stations = StationList.Measuring(measured).ToList();
        var series = stations.ConvertAll(station => SeriesOf(station, measured));
        EachCell(stations, (row, column, nearest) =>
        {
            var cell = values.Series(quantity, row, column);
            for (var step = 0; step < cell.Length; step++)
            {
                var sum = 0.0;
                foreach (var (station, weight) in nearest)
                {
                    sum += weight * series[station][step];
                }

                cell[step] = GridFile.Store(quantity, sum);
            }
        });
    }

    private void SpreadWind(GridValues values)
    {
        var stations = StationList.Measuring(Quantity.WindSpeed).ToList();
        var winds = stations.ConvertAll(station => SeriesOf(station, Quantity.WindSpeed).Zip(SeriesOf(station, Quantity.WindDirection), (speed, direction) =>
        {
            var (sin, cos) = Math.SinCos(direction * Math.PI / 180);
            return (East: speed * sin, North: speed * cos, Speed: speed);
        }).ToArray());
        EachCell(stations, (row, column, nearest) =>
        {
            var speeds = values.Series(GridQuantity.WindSpeed, row, column);
            var directions = values.Series(GridQuantity.WindDirection, row, column);
            for (var step = 0; step < speeds.Length; step++)
            {
                var (east, north, speed) = (0.0, 0.0, 0.0);
                foreach (var (station, weight) in nearest)
                {
                    var wind = winds[station][step];
                    (east, north, speed) = (east + (weight * wind.East), north + (weight * wind.North), speed + (weight * wind.Speed));
                }

                speeds[step] = GridFile.Store(GridQuantity.WindSpeed, speed);
                directions[step] = GridFile.Store(GridQuantity.WindDirection, ((Math.Atan2(east, north) * 180 / Math.PI) + 359.5) % 360 + 0.5);
            }
        });
    }

    /// <summary>Rain forecast now, just before or just after makes rain likely; the further ahead, the nearer to the season's own chance.</summary>
    private void Probability(GridValues values)
    {
        for (var row = 0; row < shape.Latitudes.Count; row++)
        {
            for (var column = 0; column < shape.Longitudes.Count; column++)
            {
                var rain = values.Series(GridQuantity.Rainfall, row, column);
                var chance = values.Series(GridQuantity.RainProbability, row, column);
                for (var step = 0; step < chance.Length; step++)
                {
                    var around = rain[step] + (0.5 * (rain[Math.Max(0, step - 1)] + rain[Math.Min(rain.Length - 1, step + 1)]));
                    var sure = Math.Max(0.35, 1 - (step / 260.0));
                    chance[step] = GridFile.Store(GridQuantity.RainProbability, Math.Round(((95 * (1 - Math.Exp(-around / 15))) * sure / 5) + 1) * 5);
                }
            }
        }
    }

    private double[] SeriesOf(Station station, Quantity quantity) =>
        [.. Enumerable.Range(0, shape.Steps).Select(step => Forecast(weather, station, quantity, shape.RunAt, step))];

    /// <summary>Each cell with the stations nearest to it, weighted by the inverse square of their distance.</summary>
    private void EachCell(List<Station> stations, Action<int, int, (int Station, double Weight)[]> work) => Parallel.For(0, shape.Latitudes.Count, row =>
    {
        for (var column = 0; column < shape.Longitudes.Count; column++)
        {
            var (latitude, longitude) = (shape.Latitudes[row], shape.Longitudes[column]);
            var nearest = stations
                .Select((station, index) => (Station: index, Weight: 1 / (1e-5 + Math.Pow(station.Latitude - latitude, 2) + (0.857 * Math.Pow(station.Longitude - longitude, 2)))))
                .OrderByDescending(near => near.Weight).Take(Neighbours).ToArray();
            var all = nearest.Sum(near => near.Weight);
            work(row, column, Array.ConvertAll(nearest, near => (near.Station, near.Weight / all)));
        }
    });
}
