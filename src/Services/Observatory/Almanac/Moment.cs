using OneStop.Platform.Texts;

namespace OneStop.Observatory.Almanac;

/// <summary>An instant as astronomers count it: days of universal time from noon of 1 January 2000.</summary>
internal readonly record struct Moment(double Day)
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Terrestrial time runs ahead of universal time by about 69 seconds in these decades.</summary>
    private const double TerrestrialAhead = 69d / 86400;

    /// <summary>Julian centuries of terrestrial time.</summary>
    internal double Centuries => (Day + TerrestrialAhead) / 36525;

    /// <summary>Mean sidereal time at Greenwich, in degrees.</summary>
    internal double SiderealTime => 280.46061837 + (360.98564736629 * Day);

    internal DateTimeOffset Instant => HongKong.At(Epoch.AddDays(Day));

    internal static Moment Of(DateTimeOffset instant) => new((instant - Epoch).TotalDays);
}

/// <summary>Trigonometry in degrees.</summary>
internal static class Degrees
{
    private const double PerRadian = 180 / Math.PI;

    internal static double Sin(double degrees) => Math.Sin(degrees / PerRadian);

    internal static double Cos(double degrees) => Math.Cos(degrees / PerRadian);

    internal static double Asin(double sine) => Math.Asin(sine) * PerRadian;

    internal static double Atan2(double y, double x) => Math.Atan2(y, x) * PerRadian;

    /// <summary>The angle between −180 and 180.</summary>
    internal static double Half(double degrees) => degrees - (360 * Math.Round(degrees / 360));
}
