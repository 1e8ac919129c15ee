namespace OneStop.Observatory.Almanac;

/// <summary>The mean longitudes of the moon (s), sun (h), lunar perigee (p) and node (N) at an instant, and what each partial tide makes of them (Schureman 1958).</summary>
internal sealed class Orbit
{
    private const double RadiansPerDegree = Math.PI / 180;
    private readonly double hour;
    private readonly double s;
    private readonly double h;
    private readonly double p;
    private readonly double cosN;
    private readonly double sinN;

    internal Orbit(DateTime utc)
    {
        var centuries = (utc - new DateTime(2000, 1, 1, 12, 0, 0, DateTimeKind.Utc)).TotalDays / 36525;
        hour = utc.TimeOfDay.TotalHours * 15;
        s = 218.3164477 + (481267.88123421 * centuries);
        h = 280.46646 + (36000.76983 * centuries);
        p = 83.3532465 + (4069.0137287 * centuries);
        (sinN, cosN) = Math.SinCos((125.04452 - (1934.136261 * centuries)) * RadiansPerDegree);
    }

    internal double Height(Constituent constituent)
    {
        var (argument, factor, nodal) = Of(constituent.Name);
        return factor * constituent.Amplitude * Math.Cos((argument + nodal - constituent.Phase) * RadiansPerDegree);
    }

    private (double Argument, double Factor, double Nodal) Of(string name) => name switch
    {
        "M2" => ((2 * hour) + (2 * h) - (2 * s), 1 - (0.037 * cosN), -2.1 * sinN),
        "N2" => ((2 * hour) + (2 * h) - (3 * s) + p, 1 - (0.037 * cosN), -2.1 * sinN),
        "S2" => (2 * hour, 1, 0),
        "K2" => ((2 * hour) + (2 * h), 1.024 + (0.286 * cosN), -17.7 * sinN),
        "K1" => (hour + h - 90, 1.006 + (0.115 * cosN), -8.9 * sinN),
        "O1" => (hour + h - (2 * s) + 90, 1.009 + (0.187 * cosN), 10.8 * sinN),
        "Q1" => (hour + h - (3 * s) + p + 90, 1.009 + (0.187 * cosN), 10.8 * sinN),
        "P1" => (hour - h + 90, 1, 0),
        _ => throw new InvalidDataException($"tides.json: no partial tide {name}."),
    };
}
