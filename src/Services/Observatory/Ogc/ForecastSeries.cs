using System.Buffers;
using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Ogc;

/// <summary>The forecast at one place, step by step: written straight from the mapped grid.</summary>
internal static class ForecastSeries
{
    private const int BytesBesides = 4096;
    private const int BytesForStep = 24;
    private const int BytesForValue = 8;

    internal static int SizeOf(in EdrAsked asked, int steps) => BytesBesides + (steps * (BytesForStep + (asked.Count * BytesForValue * (asked.Form == EdrForm.GeoJson ? 5 : 1)) + (asked.Form == EdrForm.CoverageJson ? 0 : 128)));

    internal static void Write(ref Utf8Text text, GridWords words, in EdrAsked asked, int first, int last, double longitude, double latitude)
    {
        switch (asked.Form)
        {
            case EdrForm.CoverageJson:
                WriteCoverage(ref text, words, asked, first, last, longitude, latitude);
                break;
            default:
                WriteRows(ref text, words, asked, first, last, longitude, latitude);
                break;
        }
    }

    private static void WriteCoverage(ref Utf8Text text, GridWords words, in EdrAsked asked, int first, int last, double longitude, double latitude)
    {
        text.Add("{\"type\":\"Coverage\",\"domain\":{\"type\":\"Domain\",\"domainType\":\"PointSeries\",\"axes\":{\"x\":{\"values\":["u8);
        text.AddWhole(longitude);
        text.Add("]},\"y\":{\"values\":["u8);
        text.AddWhole(latitude);
        text.Add("]},\"t\":{\"values\":["u8);
        Coverage.Instants(ref text, words, first, last);
        text.Add(Coverage.AfterAxes);
        Coverage.Parameters(ref text, asked);
        text.Add("},\"ranges\":{"u8);
        var values = ArrayPool<double>.Shared.Rent(words.Grid.Steps);
        var separator = false;
        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (!asked.Has(quantity))
            {
                continue;
            }

            Coverage.RangeStart(ref text, quantity, ref separator);
            text.Add("[\"t\"],\"shape\":["u8);
            text.Add(last - first + 1, 0);
            text.Add("],\"values\":["u8);
            Fill(words.Grid, (GridQuantity)quantity, first, last, latitude, longitude, values);
            var decimals = Parameter.Forecast[(GridQuantity)quantity].Decimals;
            for (var step = first; step <= last; step++)
            {
                if (step > first)
                {
                    text.Add((byte)',');
                }

                text.Add(values[step], decimals);
            }

            text.Add("]}"u8);
        }

        ArrayPool<double>.Shared.Return(values);
        text.Add("}}"u8);
    }

    private static void WriteRows(ref Utf8Text text, GridWords words, in EdrAsked asked, int first, int last, double longitude, double latitude)
    {
        var columns = new double[GridShape.Quantities][];
        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (asked.Has(quantity))
            {
                columns[quantity] = new double[words.Grid.Steps];
                Fill(words.Grid, (GridQuantity)quantity, first, last, latitude, longitude, columns[quantity]);
            }
        }

        ForecastRows.Start(ref text, asked);
        for (var step = first; step <= last; step++)
        {
            var row = step;
            ForecastRows.Add(ref text, words, asked, step, step == first, longitude, latitude, quantity => columns[quantity][row]);
        }

        ForecastRows.End(ref text, asked);
    }

    /// <summary>One step is one look-up; many are one stretch of the file.</summary>
    private static void Fill(ForecastGrid grid, GridQuantity quantity, int first, int last, double latitude, double longitude, double[] values)
    {
        if (last - first > 8)
        {
            grid.Series(quantity, latitude, longitude, values.AsSpan(0, last + 1));
            return;
        }

        for (var step = first; step <= last; step++)
        {
            values[step] = grid.Value(quantity, step, latitude, longitude) ?? double.NaN;
        }
    }
}
