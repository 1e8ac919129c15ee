using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Ogc;

internal enum EdrForm
{
    CoverageJson,
    GeoJson,
    Csv,
}

/// <summary>What an EDR query asks besides its place: which quantities (one bit for each), when, and in which form.</summary>
internal readonly record struct EdrAsked(int Quantities, Interval Interval, EdrForm Form)
{
    internal const int All = (1 << GridShape.Quantities) - 1;

    internal int Count => System.Numerics.BitOperations.PopCount((uint)Quantities);

    internal bool Has(int quantity) => (Quantities & (1 << quantity)) != 0;

    internal static OgcRefusal? Parse(string? names, string? datetime, string? form, string? crs, out EdrAsked asked)
    {
        asked = default;
        var quantities = All;
        if (!string.IsNullOrEmpty(names))
        {
            quantities = 0;
            foreach (var part in names.AsSpan().Split(','))
            {
                var name = names.AsSpan()[part].Trim();
                var quantity = Find(name);
                if (quantity < 0)
                {
                    return new OgcRefusal("parameter-name", Named: [name.ToString(), Known]);
                }

                quantities |= 1 << quantity;
            }
        }

        if (!Interval.TryParse(datetime, out var interval))
        {
            return new OgcRefusal("datetime");
        }

        if (!TryForm(form, out var chosen))
        {
            return new OgcRefusal("format");
        }

        asked = new EdrAsked(quantities, interval, chosen);
        return IsCrs84(crs) ? null : new OgcRefusal("crs");
    }

    internal static bool TryForm(string? text, out EdrForm form)
    {
        form = EdrForm.CoverageJson;
        return string.IsNullOrEmpty(text) || (Enum.TryParse(text, ignoreCase: true, out form) && char.IsAsciiLetter(text[0]));
    }

    internal static bool IsCrs84(string? crs) =>
        string.IsNullOrEmpty(crs) || crs.Equals("CRS84", StringComparison.OrdinalIgnoreCase) || crs == "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>The steps of the run that the interval meets; nothing where there is none.</summary>
    internal (int First, int Last)? Steps(ForecastGrid grid)
    {
        var first = Interval.From is { } from ? (int)Math.Ceiling(Math.Clamp((from - grid.RunAt).TotalHours, 0, grid.Steps)) : 0;
        var last = Interval.Until is { } until ? (int)Math.Floor(Math.Clamp((until - grid.RunAt).TotalHours, -1, grid.Steps - 1)) : grid.Steps - 1;
        return first <= last ? (first, last) : null;
    }

    private static string Known => string.Join(", ", Parameter.Forecast.Values.Select(parameter => parameter.Name));

    private static int Find(ReadOnlySpan<char> name)
    {
        for (var quantity = 0; quantity < GridShape.Quantities; quantity++)
        {
            if (name.SequenceEqual(Parameter.Forecast[(GridQuantity)quantity].Name))
            {
                return quantity;
            }
        }

        return -1;
    }
}
