using CsCheck;
using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Tests.Forecasts;

public sealed class ForecastGridTests : IDisposable
{
    private const int Steps = 3;
    private static readonly GridShape Shape = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), new(22.10, 0.01, 6), new(113.80, 0.01, 8), Steps, IsDemonstration: true);
    private static readonly Gen<(double Latitude, double Longitude)> Places = Gen.Select(Gen.Double[22.10, 22.15], Gen.Double[113.80, 113.87]);
    private readonly string directory = Directory.CreateTempSubdirectory("onestop-grid-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_plane_is_given_back_exactly_between_its_cells()
    {
        var grid = Of((quantity, row, column, step) => (3 * row) - (2 * column) + step);

        Places.Sample(place =>
        {
            var expected = (3 * (place.Latitude - 22.10) / 0.01) - (2 * (place.Longitude - 113.80) / 0.01) + 1;
            return Math.Abs(grid.Value(GridQuantity.Temperature, 1, place.Latitude, place.Longitude)!.Value - expected) < 1e-6;
        });
    }

    [Fact]
    public void Between_cells_no_value_is_beyond_those_around_it()
    {
        var grid = Of((_, row, column, step) => ((row * 7919) + (column * 104729) + (step * 31)) % 97);

        Places.Sample(place =>
        {
            var (row, _) = grid.Latitudes.Below(place.Latitude);
            var (column, _) = grid.Longitudes.Below(place.Longitude);
            var corners = (double[])[.. from r in (int[])[row, row + 1] from c in (int[])[column, column + 1] select grid.Cell(GridQuantity.RelativeHumidity, 2, r, c)!.Value];
            var value = grid.Value(GridQuantity.RelativeHumidity, 2, place.Latitude, place.Longitude)!.Value;
            return value >= corners.Min() - 1e-9 && value <= corners.Max() + 1e-9;
        });
    }

    [Fact]
    public void A_series_says_at_each_step_what_asking_for_the_step_says()
    {
        var grid = Of((quantity, row, column, step) => quantity == GridQuantity.WindDirection ? ((row * 40) + (column * 70) + (step * 15)) % 360 : row + column + step);

        Gen.Select(Places, Gen.Enum<GridQuantity>()).Sample((place, quantity) =>
        {
            var series = new double[Steps];
            return grid.Series(quantity, place.Latitude, place.Longitude, series)
                && Enumerable.Range(0, Steps).All(step => Math.Abs(series[step] - grid.Value(quantity, step, place.Latitude, place.Longitude)!.Value) < 1e-9);
        });
    }

    [Theory]
    [InlineData(350, 10, 360)]
    [InlineData(80, 100, 90)]
    [InlineData(270, 300, 285)]
    public void Wind_directions_meet_as_vectors_not_as_numbers(double west, double east, double expected)
    {
        var grid = Of((quantity, _, column, _) => quantity == GridQuantity.WindDirection ? column == 0 ? west : east : 20);

        Assert.Equal(expected, grid.Value(GridQuantity.WindDirection, 0, 22.12, 113.805)!.Value, 1e-6);
    }

    [Fact]
    public void The_stronger_wind_turns_the_weaker()
    {
        var grid = Of((quantity, _, column, _) => (quantity, column) switch
        {
            (GridQuantity.WindDirection, 0) => 90,
            (GridQuantity.WindDirection, _) => 180,
            (GridQuantity.WindSpeed, 0) => 90,
            _ => 10,
        });

        Assert.InRange(grid.Value(GridQuantity.WindDirection, 0, 22.12, 113.805)!.Value, 90, 100);
    }

    [Fact]
    public void A_missing_cell_spoils_what_leans_on_it_and_nothing_else()
    {
        var grid = Of((_, row, column, _) => row == 2 && column == 2 ? null : 5);

        Assert.Null(grid.Value(GridQuantity.Temperature, 0, 22.115, 113.815));
        Assert.Null(grid.Nearest(GridQuantity.Temperature, 0, 22.1201, 113.8199));
        Assert.Equal(5.0, grid.Value(GridQuantity.Temperature, 0, 22.11, 113.81)!.Value, 1e-9);
    }

    [Theory]
    [InlineData(22.0999, 113.82)]
    [InlineData(22.1501, 113.82)]
    [InlineData(22.12, 113.7999)]
    [InlineData(22.12, 113.8701)]
    [InlineData(double.NaN, 113.82)]
    [InlineData(22.12, double.PositiveInfinity)]
    public void Outside_the_grid_there_is_nothing(double latitude, double longitude)
    {
        var grid = Of((_, _, _, _) => 1);

        Assert.Null(grid.Value(GridQuantity.Temperature, 0, latitude, longitude));
        Assert.Null(grid.Nearest(GridQuantity.Temperature, 0, latitude, longitude));
    }

    [Fact]
    public void The_edges_belong_to_it_and_the_steps_end()
    {
        var grid = Of((_, row, column, step) => (10 * row) + column + (100 * step));

        Assert.Equal(257.0, grid.Value(GridQuantity.RelativeHumidity, 2, 22.15, 113.87)!.Value, 1e-6);
        Assert.Null(grid.Value(GridQuantity.RelativeHumidity, 3, 22.15, 113.87));
        Assert.Null(grid.Value(GridQuantity.RelativeHumidity, -1, 22.15, 113.87));
        Assert.Equal(2, grid.StepAt(Shape.RunAt.AddMinutes(121)));
        Assert.Null(grid.StepAt(Shape.RunAt.AddHours(4)));
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        var path = Write((_, _, _, _) => 1);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length - 2);
        }

        Assert.Throws<InvalidDataException>(() => GridFile.Map(path, "x"));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var grid = Of((_, row, column, _) => row + column);
        var sum = 0.0;
        Ask();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0, sum);

        void Ask()
        {
            for (var i = 0; i < 1000; i++)
            {
                sum += grid.Value(GridQuantity.Temperature, i % Steps, 22.10 + (i * 0.00005), 113.81) ?? 0;
                sum += grid.Value(GridQuantity.WindDirection, i % Steps, 22.10 + (i * 0.00005), 113.81) ?? 0;
            }
        }
    }

    private ForecastGrid Of(Func<GridQuantity, int, int, int, double?> value) => new(GridFile.Map(Write(value), "x"));

    private string Write(Func<GridQuantity, int, int, int, double?> value)
    {
        var bytes = GridFile.Write(Shape, values =>
        {
            foreach (var quantity in Enum.GetValues<GridQuantity>())
            {
                for (var cell = 0; cell < Shape.Cells; cell++)
                {
                    var series = values.Series(quantity, cell / Shape.Longitudes.Count, cell % Shape.Longitudes.Count);
                    for (var step = 0; step < Steps; step++)
                    {
                        series[step] = GridFile.Store(quantity, value(quantity, cell / Shape.Longitudes.Count, cell % Shape.Longitudes.Count, step));
                    }
                }
            }
        });
        var path = Path.Combine(directory, $"{Guid.CreateVersion7():N}.grid");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
