using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Ogc;

/// <summary>The grid's values as rows: a feature of GeoJSON or a line of CSV for each instant and place.</summary>
internal static class ForecastRows
{
    internal static void Start(ref Utf8Text text, in EdrAsked asked)
    {
        if (asked.Form == EdrForm.GeoJson)
        {
            text.Add("{\"type\":\"FeatureCollection\",\"features\":["u8);
            return;
        }

        text.Add("time,longitude,latitude"u8);
        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (asked.Has(quantity))
            {
                text.Add((byte)',');
                text.Add(GridWords.Names[quantity]);
            }
        }

        text.Add((byte)'\n');
    }

    internal static void Add(ref Utf8Text text, GridWords words, in EdrAsked asked, int step, bool isFirst, double longitude, double latitude, Func<int, double> value)
    {
        var isCsv = asked.Form == EdrForm.Csv;
        if (isCsv)
        {
            text.Add(words.At(step));
            text.Add((byte)',');
        }
        else
        {
            text.Add(isFirst ? "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":["u8 : ",{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":["u8);
        }

        text.AddWhole(longitude);
        text.Add((byte)',');
        text.AddWhole(latitude);
        if (!isCsv)
        {
            text.Add("]},\"properties\":{\"time\":\""u8);
            text.Add(words.At(step));
            text.Add((byte)'"');
        }

        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (!asked.Has(quantity))
            {
                continue;
            }

            text.Add((byte)',');
            if (!isCsv)
            {
                text.Add((byte)'"');
                text.Add(GridWords.Names[quantity]);
                text.Add("\":"u8);
            }

            var number = value(quantity);
            if (!isCsv || !double.IsNaN(number))
            {
                text.Add(number, Parameter.Forecast[(GridQuantity)quantity].Decimals);
            }
        }

        text.Add(isCsv ? "\n"u8 : "}}"u8);
    }

    internal static void End(ref Utf8Text text, in EdrAsked asked)
    {
        if (asked.Form == EdrForm.GeoJson)
        {
            text.Add("]}"u8);
        }
    }
}
