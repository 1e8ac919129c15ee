using System.Globalization;

namespace OneStop.Observatory.Ogc;

/// <summary>The <c>bbox</c> parameter in CRS84: west, south, east, north; with heights between them, which say nothing here.</summary>
internal readonly record struct Box(double West, double South, double East, double North)
{
    internal bool Contains(double longitude, double latitude) =>
        latitude >= South && latitude <= North && (West <= East ? longitude >= West && longitude <= East : longitude >= West || longitude <= East);

    internal bool Meets(Box other) => other.South <= North && other.North >= South && (West <= East ? other.West <= East && other.East >= West : other.East >= West || other.West <= East);

    internal static bool TryParse(string text, out Box box)
    {
        box = default;
        var parts = text.Split(',');
        if (parts.Length is not (4 or 6))
        {
            return false;
        }

        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return false;
            }
        }

        var half = parts.Length / 2;
        box = new Box(numbers[0], numbers[1], numbers[half], numbers[half + 1]);
        return box.South <= box.North && Math.Abs(box.South) <= 90 && Math.Abs(box.North) <= 90 && Math.Abs(box.West) <= 180 && Math.Abs(box.East) <= 180;
    }
}
