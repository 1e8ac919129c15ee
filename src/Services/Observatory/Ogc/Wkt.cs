using System.Globalization;

namespace OneStop.Observatory.Ogc;

/// <summary>The well-known text that EDR's <c>coords</c> holds, in CRS84: POINT and POLYGON; a height is read and left aside.</summary>
internal static class Wkt
{
    private const int MostCorners = 1000;

    internal static bool TryPoint(ReadOnlySpan<char> text, out double longitude, out double latitude)
    {
        (longitude, latitude) = (0, 0);
        text = text.Trim();
        return TryTag(ref text, "POINT") && TryBrackets(ref text, out var inside) && text.IsEmpty && TryPlace(inside, out longitude, out latitude);
    }

    internal static bool TryPolygon(ReadOnlySpan<char> text, out Polygon polygon)
    {
        polygon = null!;
        text = text.Trim();
        if (!TryTag(ref text, "POLYGON") || !TryBrackets(ref text, out var inside) || !text.IsEmpty)
        {
            return false;
        }

        var rings = new List<(double Longitude, double Latitude)[]>();
        do
        {
            inside = inside.TrimStart(", ");
            if (!TryBrackets(ref inside, out var ring) || !TryRing(ring, out var corners))
            {
                return false;
            }

            rings.Add(corners);
            inside = inside.Trim();
        }
        while (!inside.IsEmpty && inside[0] == ',');

        polygon = new Polygon(rings);
        return inside.IsEmpty && rings.Sum(ring => ring.Length) <= MostCorners;
    }

    private static bool TryTag(ref ReadOnlySpan<char> text, string tag)
    {
        if (!text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[tag.Length..].TrimStart();
        if (!text.IsEmpty && (text[0] is 'Z' or 'z'))
        {
            text = text[1..].TrimStart();
        }

        return true;
    }

    /// <summary>What stands between the bracket at the start and its own end; the rest remains.</summary>
    private static bool TryBrackets(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> inside)
    {
        inside = default;
        if (text.IsEmpty || text[0] != '(')
        {
            return false;
        }

        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                inside = text[1..i];
                text = text[(i + 1)..].Trim();
                return true;
            }
        }

        return false;
    }

    private static bool TryRing(ReadOnlySpan<char> text, out (double Longitude, double Latitude)[] corners)
    {
        var ring = new List<(double, double)>();
        corners = [];
        foreach (var part in text.Split(','))
        {
            if (ring.Count > MostCorners || !TryPlace(text[part], out var longitude, out var latitude))
            {
                return false;
            }

            ring.Add((longitude, latitude));
        }

        corners = [.. ring];
        return ring.Count >= 4 && ring[0] == ring[^1];
    }

    private static bool TryPlace(ReadOnlySpan<char> text, out double longitude, out double latitude)
    {
        (longitude, latitude) = (0, 0);
        text = text.Trim();
        var gap = text.IndexOf(' ');
        if (gap < 0 || !TryNumber(text[..gap], out longitude))
        {
            return false;
        }

        text = text[gap..].TrimStart();
        gap = text.IndexOf(' ');
        return TryNumber(gap < 0 ? text : text[..gap], out latitude) && (gap < 0 || TryNumber(text[gap..].Trim(), out _)) && Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

/// <summary>An outer ring and its holes: what lies inside an odd number of them is inside; their own lines belong to it as they fall.</summary>
internal sealed record Polygon(IReadOnlyList<(double Longitude, double Latitude)[]> Rings) : IArea
{
    internal Box Bounds => new(Rings[0].Min(corner => corner.Longitude), Rings[0].Min(corner => corner.Latitude), Rings[0].Max(corner => corner.Longitude), Rings[0].Max(corner => corner.Latitude));

    public bool Contains(double longitude, double latitude)
    {
        var inside = false;
        foreach (var ring in Rings)
        {
            for (var i = 1; i < ring.Length; i++)
            {
                var (a, b) = (ring[i - 1], ring[i]);
                if ((a.Latitude > latitude) != (b.Latitude > latitude) && longitude < ((b.Longitude - a.Longitude) * (latitude - a.Latitude) / (b.Latitude - a.Latitude)) + a.Longitude)
                {
                    inside = !inside;
                }
            }
        }

        return inside;
    }
}
