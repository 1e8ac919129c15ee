using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Ogc;

/// <summary>The parts that all CoverageJSON of the grid has in common.</summary>
internal static class Coverage
{
    internal static ReadOnlySpan<byte> AfterAxes =>
        "]}},\"referencing\":[{\"coordinates\":[\"x\",\"y\"],\"system\":{\"type\":\"GeographicCRS\",\"id\":\"http://www.opengis.net/def/crs/OGC/1.3/CRS84\"}},{\"coordinates\":[\"t\"],\"system\":{\"type\":\"TemporalRS\",\"calendar\":\"Gregorian\"}}]},\"parameters\":{"u8;

    internal static void Instants(ref Utf8Text text, GridWords words, int first, int last)
    {
        for (var step = first; step <= last; step++)
        {
            text.Add(step == first ? "\""u8 : ",\""u8);
            text.Add(words.At(step));
            text.Add((byte)'"');
        }
    }

    internal static void Parameters(ref Utf8Text text, in EdrAsked asked)
    {
        var separator = false;
        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (asked.Has(quantity))
            {
                text.Add(separator ? ",\""u8 : "\""u8);
                text.Add(GridWords.Names[quantity]);
                text.Add("\":"u8);
                text.Add(GridWords.Descriptions[quantity]);
                separator = true;
            }
        }
    }

    internal static void RangeStart(ref Utf8Text text, int quantity, ref bool separator)
    {
        text.Add(separator ? ",\""u8 : "\""u8);
        text.Add(GridWords.Names[quantity]);
        text.Add("\":{\"type\":\"NdArray\",\"dataType\":\"float\",\"axisNames\":"u8);
        separator = true;
    }
}
