using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Ogc;

/// <summary>The cells of the grid whose centres lie within an area, or a box (no area). In a coverage those outside it are null.</summary>
internal static class ForecastArea
{
    /// <summary>Values, of cells × steps × quantities: about 4 MB of text.</summary>
    internal const int Most = 500_000;

    internal static (int FirstRow, int LastRow, int FirstColumn, int LastColumn)? Cells(ForecastGrid grid, Box box)
    {
        var (firstRow, lastRow) = Range(grid.Latitudes, box.South, box.North);
        var (firstColumn, lastColumn) = Range(grid.Longitudes, box.West, box.East);
        return firstRow <= lastRow && firstColumn <= lastColumn ? (firstRow, lastRow, firstColumn, lastColumn) : null;
    }

    internal static void Write(ref Utf8Text text, GridWords words, in EdrAsked asked, (int First, int Last) steps, (int FirstRow, int LastRow, int FirstColumn, int LastColumn) cells, IArea? area)
    {
        if (asked.Form == EdrForm.CoverageJson)
        {
            WriteCoverage(ref text, words, asked, steps, cells, area);
        }
        else
        {
            WriteRows(ref text, words, asked, steps, cells, area);
        }
    }

    private static void WriteCoverage(ref Utf8Text text, GridWords words, in EdrAsked asked, (int First, int Last) steps, (int FirstRow, int LastRow, int FirstColumn, int LastColumn) cells, IArea? area)
    {
        var grid = words.Grid;
        text.Add("{\"type\":\"Coverage\",\"domain\":{\"type\":\"Domain\",\"domainType\":\"Grid\",\"axes\":{\"x\":{\"values\":["u8);
        Axis(ref text, grid.Longitudes, cells.FirstColumn, cells.LastColumn);
        text.Add("]},\"y\":{\"values\":["u8);
        Axis(ref text, grid.Latitudes, cells.FirstRow, cells.LastRow);
        text.Add("]},\"t\":{\"values\":["u8);
        Coverage.Instants(ref text, words, steps.First, steps.Last);
        text.Add(Coverage.AfterAxes);
        Coverage.Parameters(ref text, asked);
        text.Add("},\"ranges\":{"u8);
        var separator = false;
        var inside = Inside(grid, cells, area);
        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (!asked.Has(quantity))
            {
                continue;
            }

            Coverage.RangeStart(ref text, quantity, ref separator);
            text.Add("[\"t\",\"y\",\"x\"],\"shape\":["u8);
            text.Add(steps.Last - steps.First + 1, 0);
            text.Add((byte)',');
            text.Add(cells.LastRow - cells.FirstRow + 1, 0);
            text.Add((byte)',');
            text.Add(cells.LastColumn - cells.FirstColumn + 1, 0);
            text.Add("],\"values\":["u8);
            var decimals = Parameter.Forecast[(GridQuantity)quantity].Decimals;
            var comma = false;
            for (var step = steps.First; step <= steps.Last; step++)
            {
                var cell = 0;
                for (var row = cells.FirstRow; row <= cells.LastRow; row++)
                {
                    for (var column = cells.FirstColumn; column <= cells.LastColumn; column++)
                    {
                        if (comma)
                        {
                            text.Add((byte)',');
                        }

                        comma = true;
                        text.Add(inside[cell++] && grid.Cell((GridQuantity)quantity, step, row, column) is { } value ? value : double.NaN, decimals);
                    }
                }
            }

            text.Add("]}"u8);
        }

        text.Add("}}"u8);
    }

    private static void WriteRows(ref Utf8Text text, GridWords words, in EdrAsked asked, (int First, int Last) steps, (int FirstRow, int LastRow, int FirstColumn, int LastColumn) cells, IArea? area)
    {
        var grid = words.Grid;
        var inside = Inside(grid, cells, area);
        var isFirst = true;
        ForecastRows.Start(ref text, asked);
        for (var step = steps.First; step <= steps.Last; step++)
        {
            var cell = 0;
            for (var row = cells.FirstRow; row <= cells.LastRow; row++)
            {
                for (var column = cells.FirstColumn; column <= cells.LastColumn; column++)
                {
                    if (inside[cell++])
                    {
                        var (t, y, x) = (step, row, column);
                        ForecastRows.Add(
                            ref text, words, asked, step, isFirst, Round(grid.Longitudes[column]), Round(grid.Latitudes[row]),
                            quantity => grid.Cell((GridQuantity)quantity, t, y, x) ?? double.NaN);
                        isFirst = false;
                    }
                }
            }
        }

        ForecastRows.End(ref text, asked);
    }

    internal static bool[] Inside(ForecastGrid grid, (int FirstRow, int LastRow, int FirstColumn, int LastColumn) cells, IArea? area) =>
    [
        .. from row in Enumerable.Range(cells.FirstRow, cells.LastRow - cells.FirstRow + 1)
           from column in Enumerable.Range(cells.FirstColumn, cells.LastColumn - cells.FirstColumn + 1)
           select area?.Contains(grid.Longitudes[column], grid.Latitudes[row]) ?? true,
    ];

    private static void Axis(ref Utf8Text text, Axis axis, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (i > first)
            {
                text.Add((byte)',');
            }

            text.AddWhole(Round(axis[i]));
        }
    }

    /// <summary>22.10 + 3 × 0.01 is 22.130000000000003 in binary.</summary>
    private static double Round(double degrees) => Math.Round(degrees, 6);

    private static (int First, int Last) Range(Axis axis, double low, double high)
    {
        const double slack = 1e-9;
        return ((int)Math.Ceiling(Math.Max(0, (low - axis.First) / axis.Spacing) - slack), (int)Math.Floor(Math.Min(axis.Count - 1, (high - axis.First) / axis.Spacing) + slack));
    }
}
