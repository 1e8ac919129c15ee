using System.Globalization;

namespace OneStop.Observatory.Ogc;

/// <summary>A place to be inside of, in CRS84.</summary>
internal interface IArea
{
    bool Contains(double longitude, double latitude);
}

/// <summary>All that lies within a distance of a point, on the sphere of the Earth's mean radius.</summary>
internal sealed record Circle(double Longitude, double Latitude, double Metres) : IArea
{
    internal const string Units = "km, m, mi";
    private const double EarthRadius = 6_371_008.8;
    private const double MetresInMile = 1_609.344;
    private const double Farthest = 2_000_000;

    internal Box Bounds
    {
        get
        {
            var north = Metres / EarthRadius * 180 / Math.PI;
            var east = north / Math.Cos(Latitude * Math.PI / 180);
            return new Box(Math.Max(-180, Longitude - east), Math.Max(-90, Latitude - north), Math.Min(180, Longitude + east), Math.Min(90, Latitude + north));
        }
    }

    /// <summary><c>within</c> and <c>within-units</c> of EDR's radius query; both must be there.</summary>
    internal static bool TryParse(string? within, string? units, double longitude, double latitude, out Circle circle)
    {
        double? metres = units switch { "km" => 1_000, "m" => 1, "mi" => MetresInMile, _ => null };
        var isNumber = double.TryParse(within, NumberStyles.Float, CultureInfo.InvariantCulture, out var distance);
        circle = new Circle(longitude, latitude, distance * (metres ?? 0));
        return isNumber && metres is not null && circle.Metres is >= 0 and <= Farthest && Math.Abs(latitude) < 89;
    }

    /// <summary>The haversine formula.</summary>
    public bool Contains(double longitude, double latitude)
    {
        var (north, east) = (Radians(latitude - Latitude), Radians(longitude - Longitude));
        var a = Math.Pow(Math.Sin(north / 2), 2) + (Math.Cos(Radians(Latitude)) * Math.Cos(Radians(latitude)) * Math.Pow(Math.Sin(east / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(a))) <= Metres;
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
