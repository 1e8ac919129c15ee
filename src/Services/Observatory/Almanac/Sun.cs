namespace OneStop.Observatory.Almanac;

/// <summary>A place on the sky, of date, in degrees; how far the earth's radius shifts it (the horizontal parallax) for what is near.</summary>
internal readonly record struct Place(double Longitude, double RightAscension, double Declination, double Parallax)
{
    internal static Place Of(double longitude, double latitude, double obliquity, double parallax = 0) => new(
        longitude,
        Degrees.Atan2((Degrees.Sin(longitude) * Degrees.Cos(obliquity)) - (Degrees.Sin(latitude) / Degrees.Cos(latitude) * Degrees.Sin(obliquity)), Degrees.Cos(longitude)),
        Degrees.Asin((Degrees.Sin(latitude) * Degrees.Cos(obliquity)) + (Degrees.Cos(latitude) * Degrees.Sin(obliquity) * Degrees.Sin(longitude))),
        parallax);
}

/// <summary>The sun's apparent place to 0.01°, which it moves in 15 minutes and the sky turns in 3 seconds (Meeus, Astronomical Algorithms, ch. 25).</summary>
internal static class Sun
{
    internal static Place At(Moment moment)
    {
        var t = moment.Centuries;
        var anomaly = 357.52911 + (35999.05029 * t);
        var centre = ((1.914602 - (0.004817 * t)) * Degrees.Sin(anomaly)) + (0.019993 * Degrees.Sin(2 * anomaly)) + (0.000289 * Degrees.Sin(3 * anomaly));
        var longitude = 280.46646 + (36000.76983 * t) + centre - 0.00569 - (0.00478 * Degrees.Sin(125.04 - (1934.136 * t)));
        return Place.Of(longitude, 0, Obliquity(t));
    }

    internal static double Obliquity(double t) => 23.4392911 - (0.0130042 * t) + (0.00256 * Degrees.Cos(125.04 - (1934.136 * t)));
}
