namespace OneStop.Observatory.Forecasts;

/// <summary>
/// One run of the digital regional forecast: every quantity at every hour on a grid of about a kilometre. Immutable, and safe to hold on
/// to while a newer run takes its place. The values lie in a mapped file (<see cref="GridFile"/>); asking for one allocates nothing.
/// </summary>
internal sealed unsafe class ForecastGrid
{
    // Directions are whole degrees: 0 to 360.
    private static readonly (double Sine, double Cosine)[] SinesCosines = [.. Enumerable.Range(0, 361).Select(degrees => Math.SinCos(degrees * (Math.PI / 180)))];
    private readonly GridFile file;
    private readonly short* values;

    internal ForecastGrid(GridFile file)
    {
        this.file = file;
        values = file.Values;
        (RunAt, Latitudes, Longitudes, Steps) = (file.Shape.RunAt, file.Shape.Latitudes, file.Shape.Longitudes, file.Shape.Steps);
    }

    internal DateTimeOffset RunAt { get; }

    internal Axis Latitudes { get; }

    internal Axis Longitudes { get; }

    /// <summary>Step 0 is the run's own hour; each further step is one hour later.</summary>
    internal int Steps { get; }

    internal string Hash => file.Hash;

    internal bool IsDemonstration => file.Shape.IsDemonstration;

    internal DateTimeOffset At(int step) => RunAt.AddHours(step);

    /// <summary>The step nearest to the instant; null outside the run.</summary>
    internal int? StepAt(DateTimeOffset instant)
    {
        var step = Math.Round((instant - RunAt).TotalHours);
        return step >= 0 && step < Steps ? (int)step : null;
    }

    internal bool Covers(double latitude, double longitude) => Latitudes.Covers(latitude) && Longitudes.Covers(longitude);

    /// <summary>
    /// Interpolated from the four cells around the place; null outside the grid or where one of them has none. A wind direction is that of
    /// the interpolated wind vector; 0 is calm.
    /// </summary>
    internal double? Value(GridQuantity quantity, int step, double latitude, double longitude)
    {
        if ((uint)step >= (uint)Steps || !Around(latitude, longitude, out var around))
        {
            return null;
        }

        var value = quantity == GridQuantity.WindDirection ? Direction(step, around) : Bilinear(quantity, step, around);
        GC.KeepAlive(file);
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>The whole run at a place, one value for each step into <paramref name="values"/>; NaN where there is none. False outside the grid.</summary>
    internal bool Series(GridQuantity quantity, double latitude, double longitude, Span<double> values)
    {
        if (!Around(latitude, longitude, out var around))
        {
            return false;
        }

        var steps = Math.Min(Steps, values.Length);
        if (quantity == GridQuantity.WindDirection)
        {
            for (var step = 0; step < steps; step++)
            {
                values[step] = Direction(step, around);
            }
        }
        else
        {
            Bilinear(quantity, around, values[..steps]);
        }

        GC.KeepAlive(file);
        return true;
    }

    /// <summary>The value of the cell nearest to the place; null outside the grid or where the cell has none.</summary>
    internal double? Nearest(GridQuantity quantity, int step, double latitude, double longitude) =>
        Covers(latitude, longitude) ? Cell(quantity, step, Latitudes.Nearest(latitude), Longitudes.Nearest(longitude)) : null;

    /// <summary>The value of one cell, counted from the south-west; null where there is none.</summary>
    internal double? Cell(GridQuantity quantity, int step, int row, int column)
    {
        if ((uint)step >= (uint)Steps || (uint)row >= (uint)Latitudes.Count || (uint)column >= (uint)Longitudes.Count)
        {
            return null;
        }

        var value = Stored(quantity, step, (row * Longitudes.Count) + column);
        GC.KeepAlive(file);
        return double.IsNaN(value) ? null : value;
    }

    private bool Around(double latitude, double longitude, out Corners around)
    {
        if (!Covers(latitude, longitude))
        {
            around = default;
            return false;
        }

        var (row, north) = Latitudes.Below(latitude);
        var (column, east) = Longitudes.Below(longitude);
        around = new((row * Longitudes.Count) + column, Longitudes.Count, north, east);
        return true;
    }

    private double Bilinear(GridQuantity quantity, int step, in Corners around)
    {
        var sum = 0.0;
        for (var corner = 0; corner < 4; corner++)
        {
            // A cell of no weight is not asked: it may lie beyond the edge, or have no value.
            if (around.Weight(corner) is > 0 and var weight)
            {
                sum += weight * Stored(quantity, step, around.Cell(corner));
            }
        }

        return sum;
    }

    /// <summary>Corner by corner: the steps of a cell lie side by side.</summary>
    private void Bilinear(GridQuantity quantity, in Corners around, Span<double> sums)
    {
        sums.Clear();
        for (var corner = 0; corner < 4; corner++)
        {
            var weight = around.Weight(corner);
            if (weight <= 0)
            {
                continue;
            }

            var series = new ReadOnlySpan<short>(values + (((((long)quantity * Latitudes.Count * Longitudes.Count) + around.Cell(corner)) * Steps)), sums.Length);
            var unit = GridFile.Unit(quantity);
            for (var step = 0; step < sums.Length; step++)
            {
                sums[step] += series[step] == GridFile.None ? double.NaN : weight * (series[step] * unit);
            }
        }
    }

    private double Direction(int step, in Corners around)
    {
        var (x, y) = (0.0, 0.0);
        for (var corner = 0; corner < 4; corner++)
        {
            if (around.Weight(corner) is > 0 and var weight)
            {
                var direction = Stored(GridQuantity.WindDirection, step, around.Cell(corner));
                var (sin, cos) = direction is >= 0 and <= 360 ? SinesCosines[(int)direction] : (double.NaN, double.NaN);
                var speed = weight * Stored(GridQuantity.WindSpeed, step, around.Cell(corner));
                (x, y) = (x + (speed * sin), y + (speed * cos));
            }
        }

        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        var degrees = Math.Atan2(x, y) * (180 / Math.PI);
        // North is 360: 0 is calm.
        return Math.Abs(x) + Math.Abs(y) < 1e-9 ? 0 : degrees <= 1e-9 ? degrees + 360 : degrees;
    }

    private double Stored(GridQuantity quantity, int step, int cell)
    {
        var stored = values[((((long)quantity * Latitudes.Count * Longitudes.Count) + cell) * Steps) + step];
        return stored == GridFile.None ? double.NaN : stored * GridFile.Unit(quantity);
    }

    /// <summary>The four cells around a place and how far it lies to the north and east of the first.</summary>
    private readonly record struct Corners(int SouthWest, int Width, double North, double East)
    {
        internal int Cell(int corner) => SouthWest + ((corner >> 1) * Width) + (corner & 1);

        internal double Weight(int corner) => ((corner >> 1) == 0 ? 1 - North : North) * ((corner & 1) == 0 ? 1 - East : East);
    }
}
