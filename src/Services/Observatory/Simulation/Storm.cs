using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Simulation;

/// <summary>
/// A typhoon on a straight track past Hong Kong. Wind and pressure by Holland's profile (1980) around the centre, winds turned inward by
/// friction over land; rain in a core and bands.
/// </summary>
/// <param name="NearestAt">When the centre passes nearest.</param>
internal sealed record Storm(DateTimeOffset NearestAt)
{
    private const double RadiusOfStrongestWind = 45;
    private const double CentralPressureDrop = 52;
    private const double Shape = 1.7;
    private const double Inflow = 25;

    /// <summary>The centre comes from the south-east and passes to the south-west of the harbour at about 30 km.</summary>
    internal (double Latitude, double Longitude) Centre(DateTimeOffset at)
    {
        var hours = (at - NearestAt).TotalHours;
        return (22.08 + (0.110 * hours), 113.98 - (0.150 * hours));
    }

    /// <summary>The ten-minute mean over open water, km/h and degrees it blows from.</summary>
    internal (double Speed, double Direction) Wind(double latitude, double longitude, DateTimeOffset at)
    {
        var (east, north) = FromCentre(latitude, longitude, at);
        var distance = Math.Max(8, Math.Sqrt((east * east) + (north * north)));
        var ratio = Math.Pow(RadiusOfStrongestWind / distance, Shape);
        const double strongest = 150;
        var speed = strongest * Math.Sqrt(ratio * Math.Exp(1 - ratio));
        // Cyclonic in the northern hemisphere: it blows from 90 degrees clockwise of where the centre lies away, turned inwards.
        var outward = Math.Atan2(east, north) * 180 / Math.PI;
        return (speed, (outward + 90 - Inflow + 720) % 360);
    }

    internal double PressureDrop(double latitude, double longitude, DateTimeOffset at)
    {
        var (east, north) = FromCentre(latitude, longitude, at);
        var distance = Math.Max(8, Math.Sqrt((east * east) + (north * north)));
        return CentralPressureDrop * (1 - Math.Exp(-Math.Pow(RadiusOfStrongestWind / distance, Shape)));
    }

    /// <summary>mm an hour.</summary>
    internal double Rain(Station station, DateTimeOffset at)
    {
        var (east, north) = FromCentre(station.Latitude, station.Longitude, at);
        var distance = Math.Sqrt((east * east) + (north * north));
        var bands = 0.5 + (0.5 * Math.Sin((distance / 22) + Math.Atan2(east, north)));
        var chance = 0.7 + (0.3 * Noise.Smooth(Noise.Seed(station.District, 211), (at - NearestAt).TotalHours + 1000, 1.2));
        return 58 * Math.Exp(-distance / 70) * bands * chance;
    }

    private (double East, double North) FromCentre(double latitude, double longitude, DateTimeOffset at)
    {
        var centre = Centre(at);
        return ((longitude - centre.Longitude) * 102.9, (latitude - centre.Latitude) * 111.2);
    }
}
